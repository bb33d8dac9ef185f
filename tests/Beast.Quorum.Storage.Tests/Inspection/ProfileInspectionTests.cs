using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Inspection;
using Beast.Quorum.Storage.Tests.Support;
using Beast.Quorum.Storage.Zfs;
using static Beast.Quorum.Storage.Tests.Support.ArbitratorHost;

namespace Beast.Quorum.Storage.Tests.Inspection;

/// <summary>Looks at groups with profiles ctl-ha-lun and arbitrator.</summary>
[TestFixture]
internal sealed class ProfileInspectionTests
{
    private const string Rows = "/sbin/zpool list -H -p -o name,guid,health";

    [Test]
    public void An_owner_whose_luns_are_primary_is_healthy()
    {
        GroupInspection seen = Inspect(LunHost("devlist with the role primary", owner: true));
        Assert.That((seen.Imported, seen.Primary), Is.EqualTo((ImportState.ReadWrite, (bool?)true)));
        Assert.That((seen.LunRoles[0], seen.Luns[0]), Is.EqualTo((true, true)));
        Assert.That(seen.Problems, Is.Empty);
        Assert.That(ServiceFaults.Of(seen), Is.Empty);
    }

    [Test]
    public void An_owner_whose_lun_lost_its_role_does_not_serve()
    {
        // As after a reload of ctld: no role of its own, so the node's, which is secondary.
        GroupInspection seen = Inspect(LunHost("devlist on the primary", owner: true, tur: "tur, no media"));
        Assert.That(seen.Primary, Is.False);
        Assert.That(seen.Problems, Has.Some.Contains("leave ctld alone"));
        Assert.That(ServiceFaults.Of(seen), Has.Some.EqualTo("CTL is secondary for LUN 0 on this node"));
    }

    [Test]
    public void A_standby_with_a_primary_lun_is_told()
    {
        GroupInspection seen = Inspect(LunHost("devlist with the role primary", owner: false));
        Assert.That(seen.Imported, Is.EqualTo(ImportState.No));
        Assert.That(seen.Problems, Has.Some.Contains("initiators may drop the path"));
        Assert.That(Inspect(LunHost("devlist with a role option", owner: false)).Problems, Is.Empty);
    }

    [Test]
    public void A_list_that_cannot_be_read_says_nothing_about_roles()
    {
        FakeHost host = LunHost("devlist on the primary", owner: true);
        host.Group = host.Group with { Luns = [0, 5] };
        host.On("/usr/sbin/ctladm tur 5", Transcript.Get("ctladm", "tur, no such LUN"));
        GroupInspection seen = Inspect(host);
        Assert.That(seen.Primary, Is.Null);
        Assert.That(seen.Problems, Has.Some.Contains("LUN 5 does not exist"));
    }

    [Test]
    public void An_owner_that_uses_its_own_volume_is_healthy()
    {
        GroupInspection seen = Inspect(Arbitrator(owner: true).On(Status, Device($"{Local} ACTIVE")));
        Assert.That(seen.LocalPathActive, Is.True);
        Assert.That(seen.Problems, Is.Empty);
        Assert.That(ServiceFaults.Of(seen), Is.Empty);
    }

    [TestCase("zvol/ctrl-b_m0/v0 FAIL")]
    [TestCase("zvol/ctrl-b_m0/v0 PASSIVE")]
    [TestCase("da4 ACTIVE")]
    public void An_owner_that_does_not_use_its_own_volume_does_not_serve(string path)
    {
        GroupInspection seen = Inspect(Arbitrator(owner: true).On(Status, Device(path)));
        Assert.That(seen.LocalPathActive, Is.False);
        Assert.That(seen.Problems, Has.Some.Contains(path));
        Assert.That(ServiceFaults.Of(seen), Has.Some.Contains("does not use the local volume"));
    }

    [Test]
    public void A_list_of_paths_that_cannot_be_read_moves_nothing()
    {
        GroupInspection seen = Inspect(Arbitrator(owner: true).On(Status, Transcript.Exit(0, "nonsense\n")));
        Assert.That(seen.LocalPathActive, Is.Null);
        Assert.That(seen.Problems, Is.Not.Empty);
        Assert.That(ServiceFaults.Of(seen), Is.Empty);
    }

    [Test]
    public void A_standby_over_the_peers_disk_is_healthy()
    {
        FakeHost host = Arbitrator(owner: false).On(Status, Device("da4 ACTIVE")).On(Sessions, Connected("da4"));
        GroupInspection seen = Inspect(host);
        Assert.That((seen.LocalPathActive, seen.PeerPathActive), Is.EqualTo(((bool?)null, (bool?)true)));
        Assert.That(seen.Problems, Is.Empty);
    }

    [Test]
    public void A_standby_that_cannot_reach_the_peers_disk_is_told()
    {
        FakeHost host = Arbitrator(owner: false).On(Status, Device("da5 ACTIVE")).On(Sessions, Connected("da4"));
        Assert.That(Inspect(host).Problems, Has.Some.Contains("does not use da4"));
        host = Arbitrator(owner: false).On(Status, Ok).On(Sessions, NotConnected("Connection refused"));
        Assert.That(Inspect(host).PeerPathActive, Is.False);
    }

    [Test]
    public void Nothing_more_is_asked_once_a_command_hangs()
    {
        FakeHost host = New().On(Rows, Transcript.End(CommandEnd.Abandoned));
        Assert.That(Inspect(host).Imported, Is.EqualTo(ImportState.Unknown));
        Assert.That(host.Log, Is.EqualTo(new List<string> { Rows }));
    }

    private static GroupInspection Inspect(FakeHost host) => new GroupInspector(host.System).Inspect(host.Group);

    private static FakeHost LunHost(string list, bool owner, string tur = "tur, ready")
    {
        FakeHost host = new FakeHost().WithSoundPool("beast")
            .On(Rows, Transcript.Exit(0, owner ? "beast\t1\tONLINE\n" : ""))
            .On("/sbin/zpool get -H -o value readonly beast", Transcript.Exit(0, "off\n"))
            .On("/usr/sbin/service ctld onestatus", Transcript.Get("service", "onestatus, running"))
            .On(List, Transcript.Get("ctladm", list)).On("/usr/sbin/ctladm tur 0", Transcript.Get("ctladm", tur));
        host.Group = host.Group with { Profile = StorageProfile.CtlHaLun };
        return host;
    }

    private static FakeHost Arbitrator(bool owner) => New().WithSoundPool("ctrl-b_m0")
        .On(Rows, Transcript.Exit(0, owner ? "ctrl-b_m0\t1\tONLINE\n" : ""))
        .On("/sbin/zpool get -H -o value readonly ctrl-b_m0", Transcript.Exit(0, "off\n"))
        .On("/usr/sbin/service ctld onestatus", Transcript.Get("service", "onestatus, running"))
        .On(List, Luns()).On("/usr/sbin/ctladm tur 1", Ready);
}
