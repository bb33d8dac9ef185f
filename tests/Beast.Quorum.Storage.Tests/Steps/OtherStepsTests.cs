using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Steps;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Steps;

[TestFixture]
internal sealed class OtherStepsTests
{
    private const string Status = "/usr/sbin/service ctld onestatus";
    private const string Start = "/usr/sbin/service ctld onestart";
    private const string Path = "/dev/zvol/beast/v0";

    private static readonly RetryRule Thrice = new(3, TimeSpan.FromSeconds(1));
    private static readonly CommandResult Stopped = Service("onestatus, stopped");
    private static readonly CommandResult Running = Service("onestatus, running");

    private static CommandResult Service(string name) => Transcript.Get("service", name);

    [Test]
    public void A_running_ctld_is_left_alone()
    {
        FakeHost host = new FakeHost().On(Status, Running);
        Assert.That(host.Run(StepKind.EnsureTargetDaemon, "", Thrice).Outcome, Is.EqualTo(StepOutcome.AlreadySo));
        Assert.That(host.Log, Is.EqualTo(new List<string> { Status }));
    }

    [Test]
    public void A_stopped_ctld_is_started_and_asked_again()
    {
        FakeHost host = new FakeHost().On(Status, Stopped, Running).On(Start, Service("onestart"));
        Assert.That(host.Run(StepKind.EnsureTargetDaemon, "", Thrice).Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(host.Log, Is.EqualTo(new List<string> { Status, Start, Status }));
    }

    [Test]
    public void A_warning_of_ctld_is_shown()
    {
        FakeHost host = new FakeHost().On(Status, Stopped, Running).On(Start, Service("onestart without a pool"));
        Assert.That(host.Run(StepKind.EnsureTargetDaemon, "").Detail, Does.Contain("LUN creation warning"));
    }

    [Test]
    public void A_start_that_exits_0_and_starts_nothing_is_a_failure()
    {
        FakeHost host = new FakeHost().On(Status, Stopped).On(Start, Service("status refused"));
        StepResult result = host.Run(StepKind.EnsureTargetDaemon, "", Thrice);
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(result.Detail, Does.Contain("ctld_enable"));
        Assert.That(host.Log.Count(line => line == Start), Is.EqualTo(3));
    }

    [Test]
    public void A_refused_status_is_never_taken_for_running()
    {
        FakeHost host = new FakeHost().On(Status, Service("status refused"));
        Assert.That(host.Run(StepKind.EnsureTargetDaemon, "", Thrice).Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(host.Log, Has.No.Member(Start));
    }

    [TestCase("onestart, no configuration", "missing")]
    [TestCase("onestart, wrong configuration", "correct /etc/ctl.conf")]
    public void Why_ctld_does_not_start_is_told(string name, string advice)
    {
        FakeHost host = new FakeHost().On(Status, Stopped).On(Start, Service(name));
        Assert.That(host.Run(StepKind.EnsureTargetDaemon, "", Thrice).Detail, Does.Contain(advice));
    }

    [Test]
    public void A_backing_path_is_waited_for()
    {
        FakeHost host = new();
        int asked = 0;
        string why = "No such file or directory";
        host.Paths.Setup(paths => paths.CanOpen(Path, out why)).Returns(() => ++asked == 3);
        RetryRule poll = RetryRule.UntilDeadline(TimeSpan.FromMilliseconds(100));
        Assert.That(host.Run(StepKind.WaitBackingPath, Path, poll).Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(host.Time.Elapsed, Is.EqualTo(TimeSpan.FromMilliseconds(200)));
    }

    [Test]
    public void A_backing_path_that_never_opens_times_out_and_says_why()
    {
        FakeHost host = new();
        string why = "Device not configured";
        host.Paths.Setup(paths => paths.CanOpen(Path, out why)).Returns(false);
        RetryRule poll = RetryRule.UntilDeadline(TimeSpan.FromMilliseconds(100));
        StepResult result = host.Run(StepKind.WaitBackingPath, Path, poll, seconds: 1);
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.TimedOut));
        Assert.That(result.Detail, Does.Contain(why));
    }

    [Test]
    public void A_configured_backing_command_is_asked_instead_of_the_kernel()
    {
        var commands = new CommandsConfiguration { Backing = ["/opt/opens", "-q"] };
        FakeHost host = new FakeHost(commands: commands)
            .On($"/opt/opens -q {Path}", Transcript.Exit(1), Transcript.Exit(0));
        Assert.That(host.Run(StepKind.WaitBackingPath, Path, new RetryRule(2, TimeSpan.FromSeconds(1))).Outcome,
            Is.EqualTo(StepOutcome.Done));
        host.Paths.VerifyNoOtherCalls();
    }

    [TestCase("scrubbing")]
    [TestCase("resilvering")]
    public void A_scrub_that_runs_is_already_so(string name)
    {
        FakeHost host = new FakeHost().On("/sbin/zpool scrub beast", Transcript.Get("zpool-export", name));
        Assert.That(host.Run(StepKind.StartScrub, "beast").Outcome, Is.EqualTo(StepOutcome.AlreadySo));
    }

    [Test]
    public void A_scrub_is_started()
    {
        FakeHost host = new FakeHost().On("/sbin/zpool scrub beast", Transcript.Exit(0));
        Assert.That(host.Run(StepKind.StartScrub, "beast").Outcome, Is.EqualTo(StepOutcome.Done));
    }

    [TestCase(0, StepOutcome.Done)]
    [TestCase(1, StepOutcome.Failed)]
    [TestCase(255, StepOutcome.Failed)]
    public void A_custom_command_succeeds_with_exit_0_only(int code, StepOutcome outcome)
    {
        FakeHost host = new FakeHost().On("/opt/take 'the pool'", Transcript.Exit(code, "", "no"));
        host.Group = new GroupConfiguration
        {
            Name = "c",
            Id = 0,
            Profile = StorageProfile.Custom,
            Custom = new CustomCommands { Takeover = [["/opt/take", "the pool"]] },
        };
        Assert.That(host.Run(StepKind.RunCommand, "/opt/take 'the pool'").Outcome, Is.EqualTo(outcome));
    }

    [Test]
    public void A_command_that_the_group_does_not_have_is_not_run()
    {
        FakeHost host = new();
        Assert.That(host.Run(StepKind.RunCommand, "/bin/rm -rf /").Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(host.Requests, Is.Empty);
    }
}
