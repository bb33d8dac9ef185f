using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Targets;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Targets;

[TestFixture]
internal sealed class TargetDaemonStatusTests
{
    [TestCase("onestatus, running", TargetDaemonState.Running)]
    [TestCase("onestatus, stopped", TargetDaemonState.Stopped)]
    [TestCase("status refused", TargetDaemonState.Unknown)]
    [TestCase("no service", TargetDaemonState.Unknown)]
    public void The_words_decide(string name, TargetDaemonState state)
    {
        CommandResult answer = Transcript.Get("service", name);
        Assert.That(TargetDaemonStatus.Read(answer.ExitCode, answer.StandardOutput), Is.EqualTo(state));
    }

    [Test]
    public void Exit_0_alone_is_not_believed() =>
        Assert.That(TargetDaemonStatus.Read(0, ""), Is.EqualTo(TargetDaemonState.Unknown));

    [TestCase("status refused", "ctld_enable")]
    [TestCase("onestart, no configuration", "/etc/ctl.conf is missing")]
    [TestCase("onestart, wrong configuration", "correct /etc/ctl.conf")]
    [TestCase("no service", "there is no ctld")]
    public void A_failure_comes_with_advice(string name, string advice)
    {
        CommandResult answer = Transcript.Get("service", name);
        Assert.That(TargetDaemonStatus.Why(answer.StandardError, answer.StandardOutput), Does.Contain(advice));
    }
}
