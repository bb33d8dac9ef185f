using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Sysctls;
using Beast.Quorum.Storage.Steps;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Steps;

/// <summary>The terms on which every step runs: lease check, deadline, lock, and what is left behind.</summary>
[TestFixture]
internal sealed class StepTermsTests
{
    private const string Role = "kern.cam.ctl.ha_role";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Test]
    public void Without_a_lease_no_step_starts_anything([Values] StepKind kind, [Values] AccessMethod sysctl)
    {
        FakeHost host = new(sysctl, new CommandsConfiguration { Backing = ["/opt/opens"] }) { MayStart = false };
        host.Group = host.Group with
        {
            Custom = new CustomCommands { Release = [["beast"]] },
            Arbitrator = ArbitratorHost.Group.Arbitrator,
        };
        host.Variables[Role] = "0";
        StepResult result = host.Run(kind, "beast");
        bool onlyReads = sysctl == AccessMethod.Native && kind == StepKind.WaitLink;
        Assert.That(result.Outcome, Is.EqualTo(onlyReads ? StepOutcome.Failed : StepOutcome.Refused));
        Assert.That(host.Log, Is.Empty);
    }

    [Test]
    public void Every_command_inherits_the_lock_and_has_the_time_that_is_left()
    {
        FakeHost host = new();
        host.On("/sbin/zpool export beast", _ =>
        {
            host.Time.Advance(TimeSpan.FromSeconds(4));
            return Transcript.Get("zpool-export", "busy, FreeBSD 10.4");
        });
        host.Run(StepKind.ExportPool, "beast", new RetryRule(2, TimeSpan.FromSeconds(1)), seconds: 20);
        Assert.That(host.Requests.Select(request => request.Deadline.TotalSeconds),
            Is.EqualTo(new List<double> { 20, 15 }));
        Assert.That(host.Requests, Has.All.Matches<CommandRequest>(
            request => request is not null && request.InheritedDescriptors.Contains(7)));
    }

    [Test]
    public void No_command_starts_after_the_deadline()
    {
        FakeHost host = new();
        host.On("/sbin/zpool import -f -N -o cachefile=none beast", _ =>
        {
            host.Time.Advance(TimeSpan.FromSeconds(121));
            return Transcript.Get("zpool-import", "already imported, FreeBSD 10.4");
        });
        Assert.That(host.Run(StepKind.ImportPool, "beast").Outcome, Is.EqualTo(StepOutcome.TimedOut));
        Assert.That(host.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void An_abandoned_command_reports_its_end_through_the_step()
    {
        FakeHost host = new();
        host.On("/sbin/zpool export beast", _ => Transcript.End(CommandEnd.Abandoned));
        RetryRule busy = RetryRule.UntilDeadline(TimeSpan.FromMilliseconds(250));
        Assert.That(host.Run(StepKind.ExportPool, "beast", busy).Outcome, Is.EqualTo(StepOutcome.Abandoned));
        Assert.That(host.Requests, Has.Count.EqualTo(1));
        host.Requests[0].WhenGone!();
        Assert.That(host.Gone, Is.EqualTo(1));
    }

    [Test]
    public void A_role_write_that_does_not_return_is_abandoned_and_reports_its_end()
    {
        using var release = new ManualResetEventSlim();
        using var gone = new ManualResetEventSlim();
        FakeHost host = Hanging(release);
        StepResult result = host.Executor.Run(host.Group, Step(StepKind.GiveRole, 0.2), () => true, gone.Set);
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Abandoned));
        Assert.That(gone.IsSet, Is.False);
        release.Set();
        Assert.That(gone.Wait(Soon), Is.True);
    }

    [Test]
    public void While_a_role_write_hangs_no_other_is_made()
    {
        using var release = new ManualResetEventSlim();
        using var gone = new ManualResetEventSlim();
        FakeHost host = Hanging(release);
        host.Executor.Run(host.Group, Step(StepKind.TakeRole, 0.2), () => true, gone.Set);
        Assert.That(host.Run(StepKind.GiveRole, "", seconds: 0.2).Outcome, Is.EqualTo(StepOutcome.TimedOut));
        host.Sysctl.Verify(sysctl => sysctl.Write(Role, "1"), Moq.Times.Never);
        release.Set();
        Assert.That(gone.Wait(Soon), Is.True);
        Assert.That(host.Run(StepKind.TakeRole, "").Outcome, Is.EqualTo(StepOutcome.Done));
    }

    [Test]
    public void A_read_that_does_not_return_times_out_and_the_next_does_not_join_it()
    {
        using var release = new ManualResetEventSlim();
        FakeHost host = new();
        int reads = 0;
        host.Sysctl.Setup(sysctl => sysctl.Read("kern.cam.ctl.ha_link")).Returns(() =>
        {
            Interlocked.Increment(ref reads);
            release.Wait(Soon);
            return new SysctlResult(true, "2", "");
        });
        Assert.That(host.Run(StepKind.WaitLink, "", seconds: 0.2).Outcome, Is.EqualTo(StepOutcome.TimedOut));
        Assert.That(host.Run(StepKind.WaitLink, "", seconds: 0.2).Outcome, Is.EqualTo(StepOutcome.TimedOut));
        Assert.That(Volatile.Read(ref reads), Is.EqualTo(1));
        release.Set();
    }

    [Test]
    public void A_path_whose_open_does_not_return_times_out()
    {
        using var release = new ManualResetEventSlim();
        FakeHost host = new();
        string why = "";
        host.Paths.Setup(paths => paths.CanOpen("/dev/x", out why)).Returns(() => release.Wait(Soon));
        Assert.That(host.Run(StepKind.WaitBackingPath, "/dev/x", seconds: 0.2).Outcome,
            Is.EqualTo(StepOutcome.TimedOut));
        release.Set();
    }

    [Test]
    public void What_a_program_prints_comes_out_as_one_short_line()
    {
        FakeHost host = new FakeHost().On(
            "/sbin/zpool export beast", Transcript.Exit(1, "", "a\u001b[31m\nb\r\n" + new string('x', 10_000)));
        string detail = host.Run(StepKind.ExportPool, "beast").Detail;
        Assert.That(detail, Has.Length.LessThanOrEqualTo(400));
        Assert.That(detail.Any(char.IsControl), Is.False);
    }

    private static FakeHost Hanging(ManualResetEventSlim release)
    {
        FakeHost host = new();
        host.Sysctl.Setup(sysctl => sysctl.Write(Role, Moq.It.IsAny<string>())).Returns<string, string>((_, value) =>
        {
            release.Wait(Soon);
            host.Variables[Role] = value;
            return new SysctlResult(true, "", "");
        });
        return host;
    }

    private static PlanStep Step(StepKind kind, double seconds) => new(
        0, 0, kind, "", TimeSpan.FromSeconds(seconds), FailureRule.FailPlan, RetryRule.Once);
}
