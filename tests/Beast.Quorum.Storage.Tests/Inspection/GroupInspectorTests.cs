using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Inspection;
using Beast.Quorum.Storage.Targets;
using Beast.Quorum.Storage.Tests.Support;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Tests.Inspection;

[TestFixture]
internal sealed class GroupInspectorTests
{
    private const string Rows = "/sbin/zpool list -H -p -o name,guid,health";
    private const string ReadOnly = "/sbin/zpool get -H -o value readonly beast";
    private const string Status = "/usr/sbin/service ctld onestatus";
    private const string List = "/usr/sbin/ctladm devlist -x";
    private const string PoolStatus = "/sbin/zpool status beast";
    private const string Tur = "/usr/sbin/ctladm tur 0";

    [Test]
    public void A_healthy_owner_has_no_problem()
    {
        FakeHost host = Owner();
        GroupInspection seen = Inspect(host);
        Assert.That(seen.Imported, Is.EqualTo(ImportState.ReadWrite));
        Assert.That(seen.Primary, Is.True);
        Assert.That(seen.Health["beast"], Is.EqualTo("ONLINE"));
        Assert.That(seen.Luns[0], Is.True);
        Assert.That(seen.TargetDaemon, Is.EqualTo(TargetDaemonState.Running));
        Assert.That(seen.Link, Is.EqualTo(2));
        Assert.That(seen.Problems, Is.Empty);
        Assert.That(host.Log.Where(line => line.Contains('=', StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void A_healthy_standby_has_no_problem()
    {
        FakeHost host = new FakeHost().On(Rows, Transcript.Exit(0))
            .On(Status, Transcript.Get("service", "onestatus, running"))
            .On(List, Transcript.Get("ctladm", "devlist on a secondary without media"));
        GroupInspection seen = Inspect(host);
        Assert.That((seen.Imported, seen.Primary), Is.EqualTo((ImportState.No, (bool?)false)));
        Assert.That(seen.Problems, Is.Empty);
    }

    [Test]
    public void An_owner_that_cannot_serve_tells_each_problem()
    {
        FakeHost host = Owner(
            "beast\t1\tSUSPENDED\n", "onestatus, stopped", "devlist with a role option", "tur, no media");
        host.Variables["kern.cam.ctl.ha_link"] = "1";
        GroupInspection seen = Inspect(host);
        Assert.That(seen.Problems, Has.Count.EqualTo(5));
        Assert.That(string.Join('\n', seen.Problems), Does.Contain("SUSPENDED").And.Contain("ctld")
            .And.Contain("ha_role option").And.Contain("without media").And.Contain("HA link"));
        Assert.That(seen.Luns[0], Is.False);
    }

    [Test]
    public void A_lun_that_does_not_exist_is_told()
    {
        FakeHost host = Owner(list: "devlist without LUNs", tur: "tur, no such LUN");
        Assert.That(Inspect(host).Problems, Has.Some.Contain("LUN 0 does not exist"));
    }

    [Test]
    public void Ownership_asks_for_pools_and_role_only()
    {
        FakeHost host = Owner();
        GroupInspection seen = new GroupInspector(host.System).Inspect(host.Group, InspectionDepth.Ownership);
        Assert.That((seen.Imported, seen.Primary), Is.EqualTo((ImportState.ReadWrite, (bool?)true)));
        Assert.That(host.Log, Is.EqualTo(new List<string> { Rows, ReadOnly }));
    }

    [TestCase("on\n", ImportState.ReadOnly)]
    [TestCase("off\n", ImportState.ReadWrite)]
    [TestCase("", ImportState.Unknown)]
    public void The_mode_of_an_import_is_read(string value, ImportState state)
    {
        FakeHost host = new FakeHost().On(Rows, Transcript.Exit(0, "beast\t1\tONLINE\n"))
            .On(ReadOnly, Transcript.Exit(0, value));
        Assert.That(
            new GroupInspector(host.System).Inspect(host.Group, InspectionDepth.Ownership).Imported, Is.EqualTo(state));
    }

    [TestCase(1, "")]
    [TestCase(0, "nonsense")]
    public void An_unreadable_list_is_unknown_and_never_no(int code, string output)
    {
        FakeHost host = new FakeHost().On(Rows, Transcript.Exit(code, output));
        GroupInspection seen = new GroupInspector(host.System).Inspect(host.Group, InspectionDepth.Ownership);
        Assert.That(seen.Imported, Is.EqualTo(ImportState.Unknown));
        Assert.That(seen.Problems, Is.Not.Empty);
    }

    [Test]
    public void A_command_that_hangs_ends_the_look_and_keeps_later_ones_from_piling_up()
    {
        FakeHost host = new FakeHost().On(Rows, Transcript.End(CommandEnd.Abandoned), Transcript.Exit(0));
        var inspector = new GroupInspector(host.System);
        Assert.That(inspector.Inspect(host.Group).Imported, Is.EqualTo(ImportState.Unknown));
        Assert.That(inspector.Inspect(host.Group).Imported, Is.EqualTo(ImportState.Unknown));
        Assert.That(host.Requests, Has.Count.EqualTo(1));
        host.Requests[0].WhenGone!();
        Assert.That(
            inspector.Inspect(host.Group, InspectionDepth.Ownership).Imported, Is.EqualTo(ImportState.No));
    }

    [TestCase(0, ImportState.ReadWrite)]
    [TestCase(1, ImportState.No)]
    [TestCase(2, ImportState.Unknown)]
    public void A_custom_group_is_known_by_its_serving_command(int code, ImportState state)
    {
        FakeHost host = new FakeHost().On("/opt/serving", Transcript.Exit(code));
        host.Group = new GroupConfiguration
        {
            Name = "c",
            Id = 0,
            Profile = StorageProfile.Custom,
            Custom = new CustomCommands { Serving = ["/opt/serving"] },
        };
        GroupInspection seen = Inspect(host);
        Assert.That(seen.Imported, Is.EqualTo(state));
        Assert.That(seen.Primary, Is.Null);
    }

    [Test]
    public void A_custom_group_that_nothing_can_tell_is_unknown()
    {
        FakeHost host = new();
        host.Group = new GroupConfiguration { Name = "c", Id = 0, Profile = StorageProfile.Custom };
        Assert.That(Inspect(host).Imported, Is.EqualTo(ImportState.Unknown));
    }

    [Test]
    public void Of_several_pools_the_worst_counts()
    {
        ImportState[] all = [ImportState.No, ImportState.ReadOnly, ImportState.Unknown, ImportState.ReadWrite];
        for (int count = 1; count <= all.Length; count++)
        {
            Assert.That(PoolInspection.Worst(all[..count]), Is.EqualTo(all[count - 1]));
        }
    }

    [TestCase("ZFS-8000-HC")]
    [TestCase("ZFS-8000-JQ")]
    public void A_suspended_pool_that_the_list_shows_as_online_is_told_by_its_status(string message)
    {
        FakeHost host = Owner(message: $"  pool: beast\n state: ONLINE\n   see: http://illumos.org/msg/{message}\n");
        GroupInspection seen = Inspect(host);
        Assert.That(seen.Health["beast"], Is.EqualTo("SUSPENDED"));
        Assert.That(ServiceFaults.Of(seen), Does.Contain("pool beast is SUSPENDED"));
    }

    [Test]
    public void OpenZFS_lists_a_suspended_pool_itself_and_is_not_asked_again()
    {
        FakeHost host = Owner().Knows(ZfsFamily.OpenZfs);
        Inspect(host);
        Assert.That(host.Log, Does.Not.Contain(PoolStatus));
    }

    [Test]
    public void A_pool_that_is_listed_as_suspended_is_asked_nothing_that_could_hang()
    {
        FakeHost host = Owner("beast\t1\tSUSPENDED\n");
        Assert.That(Inspect(host).Imported, Is.EqualTo(ImportState.ReadWrite));
        Assert.That(host.Log, Does.Not.Contain(ReadOnly).And.Not.Contain(PoolStatus));
    }

    [Test]
    public void A_look_that_breaks_off_proves_no_health()
    {
        FakeHost host = new FakeHost().On(Rows, Transcript.Exit(0, "beast\t1\tONLINE\n"))
            .On(ReadOnly, Transcript.Exit(0, "off\n")).On(PoolStatus, Transcript.End(CommandEnd.TimedOut));
        Assert.That(Inspect(host).Imported, Is.EqualTo(ImportState.Unknown));
        Assert.That(new GroupInspector(host.System).Inspect(host.Group, InspectionDepth.Ownership).Imported,
            Is.EqualTo(ImportState.ReadWrite), "what a standby must not have is seen nevertheless");
    }

    [Test]
    public void A_fault_that_was_found_before_a_look_breaks_off_stands()
    {
        FakeHost host = new FakeHost().On(Rows, Transcript.Exit(0, "beast\t1\tSUSPENDED\n"))
            .On(Status, Transcript.End(CommandEnd.TimedOut));
        host.Variables["kern.cam.ctl.ha_role"] = "0";
        GroupInspection seen = Inspect(host);
        Assert.That(seen.Imported, Is.EqualTo(ImportState.ReadWrite));
        Assert.That(ServiceFaults.Of(seen), Does.Contain("pool beast is SUSPENDED"));
    }

    private static GroupInspection Inspect(FakeHost host)
    {
        host.Group = host.Group with { HaPeer = "listen 192.168.56.103:7777" };
        return new GroupInspector(host.System).Inspect(host.Group);
    }

    private static FakeHost Owner(
        string rows = "beast\t1\tONLINE\nzroot\t2\tONLINE\n",
        string status = "onestatus, running",
        string list = "devlist on the primary",
        string tur = "tur, ready",
        string message = "  pool: beast\n state: ONLINE\n")
    {
        FakeHost host = new FakeHost().On(Rows, Transcript.Exit(0, rows)).On(ReadOnly, Transcript.Exit(0, "off\n"))
            .On(Status, Transcript.Get("service", status)).On(List, Transcript.Get("ctladm", list))
            .On(Tur, Transcript.Get("ctladm", tur)).On(PoolStatus, Transcript.Exit(0, message));
        host.Variables["kern.cam.ctl.ha_role"] = "0";
        return host;
    }
}
