using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage.Steps;
using Beast.Quorum.Storage.Tests.Support;
using static Beast.Quorum.Storage.Tests.Support.ArbitratorHost;

namespace Beast.Quorum.Storage.Tests.Steps;

[TestFixture]
internal sealed class PathStepTests
{
    private const string Name = "CTRL_B_BACK";
    private const string Add = $"/sbin/gmultipath add {Name} ";
    private const string Create = $"/sbin/gmultipath create {Name} ";
    private const string Rotate = $"/sbin/gmultipath rotate {Name}";
    private const string Remove = $"/sbin/gmultipath remove {Name} {Local}";
    private static readonly RetryRule Settle = new(8, TimeSpan.FromMilliseconds(250));

    [Test]
    public void The_local_volume_becomes_a_path_and_is_seen_as_one()
    {
        FakeHost host = New().On(Status, Device("da4 FAIL"), Device("da4 FAIL", $"{Local} ACTIVE")).On(Add + Local, Ok);
        Expect(host, StepKind.AttachLocalPath, StepOutcome.Done);
        Expect(host, StepKind.AttachLocalPath, StepOutcome.AlreadySo);
    }

    [Test]
    public void Where_the_device_went_with_its_last_path_what_lay_on_it_is_closed_before_it_is_made_anew()
    {
        FakeHost host = New().On(Status, Ok, Device($"{Local} ACTIVE")).On(Create + Local, Ok)
            .On(List, Luns(), Luns(served: "secondary")).On(Modify(1, "secondary"), Modified(1));
        Expect(host, StepKind.AttachLocalPath, StepOutcome.Done);
        Assert.That(host.Log, Is.EqualTo(
            new List<string> { Status, List, Modify(1, "secondary"), List, Create + Local, Status }));
    }

    [Test]
    public void A_path_that_the_kernel_refused_in_silence_is_no_success()
    {
        FakeHost host = New().On(Status, Device("da4 ACTIVE")).On(Add + Local, Ok);
        string detail = Expect(host, StepKind.AttachLocalPath, StepOutcome.Failed);
        Assert.That(detail, Does.Contain("kern.geom.multipath.exclusive must be 0").And.Contain("da4 ACTIVE"));
    }

    [Test]
    public void A_failed_path_is_restored()
    {
        FakeHost host = New().On(Status, Device($"{Local} FAIL"), Device($"{Local} ACTIVE"))
            .On($"/sbin/gmultipath restore {Name} {Local}", Ok);
        Expect(host, StepKind.AttachLocalPath, StepOutcome.Done);
    }

    [Test]
    public void Gmultipath_is_loaded_where_it_is_not()
    {
        FakeHost host = New()
            .On(Status, Transcript.Get("gmultipath", "not loaded"), Ok, Device($"{Local} ACTIVE"))
            .On("/sbin/gmultipath load", Ok).On(List, Transcript.Get("ctladm", "no device")).On(Create + Local, Ok);
        Expect(host, StepKind.AttachLocalPath, StepOutcome.Done);
    }

    [Test]
    public void The_peers_disk_is_a_path_when_its_lun_has_media()
    {
        FakeHost host = New().On(Sessions, Connected("da4"))
            .On(Status, Device($"{Local} ACTIVE"), Device($"{Local} ACTIVE"), Device($"{Local} ACTIVE", "da4 PASSIVE"))
            .On(Add + "da4", Transcript.Get("gmultipath", "size mismatch"), Ok);
        string why = "";
        host.Paths.Setup(paths => paths.CanOpen("/dev/da4", out why)).Returns(true);
        Expect(host, StepKind.AttachPeerPath, StepOutcome.Done);
    }

    [Test]
    public void A_disk_whose_node_does_not_open_makes_no_device_of_size_0()
    {
        FakeHost host = New().On(Sessions, Connected("da4")).On(Status, Ok);
        string why = "Device not configured";
        host.Paths.Setup(paths => paths.CanOpen("/dev/da4", out why)).Returns(false);
        Assert.That(Expect(host, StepKind.AttachPeerPath, StepOutcome.Failed), Does.Contain(why));
        Assert.That(host.Log, Has.None.StartsWith(Create));
    }

    [TestCase("Connection refused", "the peer's ctld does not run")]
    [TestCase("Operation timed out", "is it off")]
    [TestCase("", "is iscsid running here")]
    public void A_session_that_is_not_connected_says_why_there_is_no_path(string reason, string advice)
    {
        FakeHost host = New().On(Sessions, NotConnected(reason));
        Assert.That(Expect(host, StepKind.AttachPeerPath, StepOutcome.Failed), Does.Contain(advice));
        Assert.That(Expect(host, StepKind.WaitSession, StepOutcome.Failed), Does.Contain(advice));
    }

    [Test]
    public void The_device_is_rotated_until_it_uses_the_wanted_path()
    {
        FakeHost host = New().On(Status, Device("da4 ACTIVE", $"{Local} PASSIVE"),
            Device("da4 ACTIVE", $"{Local} PASSIVE"), Device("da4 ACTIVE", $"{Local} PASSIVE"),
            Device("da4 PASSIVE", $"{Local} ACTIVE")).On(Rotate, Ok);
        Expect(host, StepKind.UseLocalPath, StepOutcome.Done);
        Assert.That(host.Log.Count(line => line == Rotate), Is.EqualTo(2));
        Expect(host, StepKind.UseLocalPath, StepOutcome.AlreadySo);
        Assert.That(host.Log.Count(line => line == Rotate), Is.EqualTo(2));
    }

    [Test]
    public void A_device_without_the_wanted_path_is_not_rotated()
    {
        FakeHost host = New().On(Sessions, Connected("da4")).On(Status, Device($"{Local} ACTIVE", "da4 FAIL"));
        Assert.That(Expect(host, StepKind.UsePeerPath, StepOutcome.Failed), Does.Contain("da4 FAIL"));
    }

    [Test]
    public void The_local_volume_is_gone_from_the_device_when_the_list_says_so()
    {
        FakeHost host = New().On(Status, Device($"{Local} ACTIVE", "da4 PASSIVE"),
            Device($"{Local} LOST", "da4 ACTIVE"), Device("da4 ACTIVE")).On(Remove, Ok);
        Expect(host, StepKind.DetachLocalPath, StepOutcome.Done);
        Assert.That(host.Log, Has.None.Contains("modify"));
    }

    [Test]
    public void What_lies_on_the_device_is_closed_before_the_last_path_takes_the_device_away()
    {
        FakeHost host = New().On(Status, Device($"{Local} ACTIVE"), Ok).On(Remove, Ok)
            .On(List, Luns(), Luns(served: "secondary")).On(Modify(1, "secondary"), Modified(1));
        Expect(host, StepKind.DetachLocalPath, StepOutcome.Done);
        Assert.That(host.Log.IndexOf(Modify(1, "secondary")), Is.LessThan(host.Log.IndexOf(Remove)).And.Positive);
    }

    [TestCase("status, none")]
    [TestCase("not loaded")]
    public void Without_a_device_there_is_nothing_to_take_out(string said) =>
        Expect(New().On(Status, Transcript.Get("gmultipath", said)), StepKind.DetachLocalPath, StepOutcome.AlreadySo);

    [Test]
    public void An_unreadable_list_is_not_taken_for_an_empty_one([Values(
        StepKind.AttachLocalPath, StepKind.UseLocalPath, StepKind.DetachLocalPath)] StepKind kind)
    {
        FakeHost host = New().On(Status, Transcript.Exit(0, "nonsense\n"));
        Expect(host, kind, StepOutcome.Failed);
        Assert.That(host.Log, Has.All.EqualTo(Status));
    }

    [Test]
    public void A_busy_pool_has_its_private_lun_closed_again()
    {
        FakeHost host = New()
            .On("/sbin/zpool export ctrl-b_m0", Transcript.Get("zpool-export", "busy, FreeBSD 10.4"), Ok)
            .On(List, Luns(), Luns(hidden: "secondary")).On(Modify(2, "secondary"), Modified(2));
        StepResult result = host.Run(StepKind.ExportPool, "ctrl-b_m0", Settle);
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Done), result.Detail);
        Assert.That(host.Log, Has.One.EqualTo(Modify(2, "secondary")));
    }

    private static string Expect(FakeHost host, StepKind kind, StepOutcome outcome)
    {
        StepResult result = host.Run(kind, Name, Settle);
        Assert.That(result.Outcome, Is.EqualTo(outcome), result.Detail);
        return result.Detail;
    }
}
