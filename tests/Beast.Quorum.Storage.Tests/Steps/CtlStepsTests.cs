using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Sysctls;
using Beast.Quorum.Storage.Steps;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Steps;

[TestFixture]
internal sealed class CtlStepsTests
{
    private const string Role = "kern.cam.ctl.ha_role";
    private const string Peer = "kern.cam.ctl.ha_peer";
    private const string Link = "kern.cam.ctl.ha_link";
    private const string Tur = "/usr/sbin/ctladm tur 0";

    private static readonly RetryRule Poll = RetryRule.UntilDeadline(TimeSpan.FromMilliseconds(100));

    [TestCase(StepKind.TakeRole, "1", "0")]
    [TestCase(StepKind.TakeRole, "0", "0")]
    [TestCase(StepKind.GiveRole, "0", "1")]
    [TestCase(StepKind.GiveRole, "1", "1")]
    public void A_role_is_always_written_because_only_a_write_opens_and_closes_luns(
        StepKind kind, string before, string after)
    {
        FakeHost host = new();
        host.Variables[Role] = before;
        Assert.That(host.Run(kind, "").Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(host.Log, Is.EqualTo(new[] { $"{Role}={after}" }));
    }

    [Test]
    public void A_role_that_reads_back_differently_is_a_failure()
    {
        FakeHost host = new();
        host.Sysctl.Setup(s => s.Write(Role, "0")).Returns(new SysctlResult(true, "", ""));
        Assert.That(host.Run(StepKind.TakeRole, "").Outcome, Is.EqualTo(StepOutcome.Failed));
    }

    [Test]
    public void A_role_is_not_written_without_a_lease()
    {
        FakeHost host = new() { MayStart = false };
        Assert.That(host.Run(StepKind.TakeRole, "").Outcome, Is.EqualTo(StepOutcome.Refused));
        Assert.That(host.Log, Is.Empty);
    }

    [Test]
    public void A_missing_variable_comes_with_the_loader_line()
    {
        FakeHost host = new();
        host.Variables.Remove(Role);
        StepResult result = host.Run(StepKind.GiveRole, "");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(result.Detail, Does.Contain("ctl_load"));
    }

    [Test]
    public void A_lun_is_waited_for_and_the_role_written_again_once_a_second()
    {
        FakeHost host = new FakeHost().On(Tur, [.. Enumerable.Repeat(Transcript.Get("ctladm", "tur, no media"), 24)])
            .On(Tur, Transcript.Get("ctladm", "tur, ready"));
        Assert.That(host.Run(StepKind.WaitLunReady, "0", Poll).Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(host.Log.Count(line => line == $"{Role}=0"), Is.EqualTo(2));
        Assert.That(host.Time.Elapsed, Is.EqualTo(TimeSpan.FromMilliseconds(2400)));
    }

    [Test]
    public void A_lun_that_is_ready_costs_one_question_and_no_write()
    {
        FakeHost host = new FakeHost().On(Tur, Transcript.Get("ctladm", "tur, ready"));
        Assert.That(host.Run(StepKind.WaitLunReady, "0", Poll).Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(host.Log, Is.EqualTo(new[] { Tur }));
    }

    [Test]
    public void A_lun_that_never_gets_ready_times_out_with_its_sense()
    {
        FakeHost host = new FakeHost().On(Tur, Transcript.Get("ctladm", "tur, no such LUN"));
        StepResult result = host.Run(StepKind.WaitLunReady, "0", Poll, seconds: 3);
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.TimedOut));
        Assert.That(result.Detail, Does.Contain("no such LUN"));
    }

    [Test]
    public void The_role_is_not_written_again_once_the_lease_is_gone()
    {
        FakeHost host = new();
        host.On(Tur, _ =>
        {
            // The lease ends after the question was asked.
            host.MayStart = host.Time.Elapsed < TimeSpan.FromSeconds(1);
            return Transcript.Get("ctladm", "tur, no media");
        });
        Assert.That(host.Run(StepKind.WaitLunReady, "0", Poll).Outcome, Is.EqualTo(StepOutcome.Refused));
        Assert.That(host.Log, Has.No.Member($"{Role}=0"));
    }

    [Test]
    public void A_peer_that_is_set_is_not_written()
    {
        FakeHost host = new();
        host.Variables[Peer] = "listen 192.168.56.103:7777";
        Assert.That(
            host.Run(StepKind.SetPeer, "listen 192.168.56.103:7777").Outcome, Is.EqualTo(StepOutcome.AlreadySo));
        Assert.That(host.Log, Is.Empty);
    }

    [Test]
    public void Another_peer_is_written_and_read_back()
    {
        FakeHost host = new();
        Assert.That(
            host.Run(StepKind.SetPeer, "connect 192.168.56.103:7777").Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(host.Variables[Peer], Is.EqualTo("connect 192.168.56.103:7777"));
    }

    [Test]
    public void A_peer_without_ha_id_comes_with_the_loader_line()
    {
        FakeHost host = new();
        host.Variables.Remove(Peer);
        Assert.That(host.Run(StepKind.SetPeer, "listen 1.2.3.4").Detail, Does.Contain("ha_id"));
    }

    [Test]
    public void A_link_must_stay_up_for_3_seconds()
    {
        FakeHost host = new();
        Assert.That(host.Run(StepKind.WaitLink, "", Poll).Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(host.Time.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(3)));
    }

    [Test]
    public void A_link_that_flaps_is_not_up()
    {
        FakeHost host = new();
        int reads = 0;
        host.Sysctl.Setup(s => s.Read(Link)).Returns(() => new SysctlResult(true, ++reads % 10 == 0 ? "1" : "2", ""));
        Assert.That(host.Run(StepKind.WaitLink, "", Poll, seconds: 10).Outcome, Is.EqualTo(StepOutcome.TimedOut));
    }

    [Test]
    public void With_sysctl_command_the_role_goes_through_the_program()
    {
        FakeHost host = new FakeHost(AccessMethod.Command)
            .On($"/sbin/sysctl {Role}=0", Transcript.Get("sysctl", "write"))
            .On($"/sbin/sysctl -n {Role}", Transcript.Get("sysctl", "read"));
        Assert.That(host.Run(StepKind.TakeRole, "").Outcome, Is.EqualTo(StepOutcome.Done));
        host.Sysctl.VerifyNoOtherCalls();
    }

    [TestCase("unknown variable", "ha_id")]
    [TestCase("tunable", "loader.conf")]
    [TestCase("not root", "root")]
    [TestCase("bad value", "empty now")]
    public void A_failure_of_sysctl_comes_with_advice(string name, string advice)
    {
        FakeHost host = new FakeHost(AccessMethod.Command).On($"/sbin/sysctl {Role}=1", Transcript.Get("sysctl", name));
        StepResult result = host.Run(StepKind.GiveRole, "");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(result.Detail, Does.Contain(advice));
    }
}
