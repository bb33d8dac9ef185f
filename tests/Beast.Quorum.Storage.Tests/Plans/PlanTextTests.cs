using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage.Plans;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Plans;

[TestFixture]
internal sealed class PlanTextTests
{
    [Test]
    public void A_release_prints_as_this()
    {
        FakeHost host = new();
        Plan plan = PlanBuilder.Build(host.Group, Transition.Release);
        Assert.That(PlanText.Of(host.Group, plan, host.System), Is.EqualTo("""
            release of group main: 3 steps in 3 stages
              1. make this node secondary
                   kern.cam.ctl.ha_role=1 (sysctlbyname)
                   then, if needed: read kern.cam.ctl.ha_role (sysctlbyname)
                   stage 1; at most 120 s, tried once; a failure fails the plan
              2. export pool beast
                   /sbin/zpool export beast
                   stage 2; at most 120 s, tried every 250 ms; a failure fails the plan
              3. prove that pool beast is not imported
                   /sbin/zpool list -H -o name
                   stage 3; at most 15 s, tried 3 times, every 250 ms; a failure fails the plan

            """));
    }

    [Test]
    public void What_is_known_only_when_a_step_runs_stands_in_angle_brackets()
    {
        FakeHost host = ArbitratorHost.New();
        GroupConfiguration luns = host.Group with { Profile = StorageProfile.CtlHaLun, Luns = [3], Backing = ["/b"] };
        Assert.That(
            PlanText.Of(luns, PlanBuilder.Build(luns, Transition.Release), host.System),
            Does.Contain("  1. make this node secondary for LUN 3\n       /usr/sbin/ctladm devlist -x\n")
                .And.Contain("then, if needed: /usr/sbin/ctladm modify -b block -l 3 "
                    + "<-o NAME=VALUE of every other option that it has> -o ha_role=secondary\n")
                .And.Contain("stage 1; at most 120 s, tried 8 times, every 250 ms; a failure fails the plan\n"));
        string rejoin = PlanText.Of(host.Group, PlanBuilder.Build(host.Group, Transition.Rejoin), host.System);
        Assert.That(rejoin, Does.Contain("/usr/bin/iscsictl -A -p 10.0.0.2 -t iqn.2016-01.local.sss.private:target0")
            .And.Contain("/sbin/gmultipath add CTRL_B_BACK <disk of the session>")
            .And.Contain("/usr/sbin/ctladm tur <LUN>").And.Contain("/usr/sbin/service ctld onereload"));
        string takeover = PlanText.Of(host.Group, PlanBuilder.Build(host.Group, Transition.Takeover), host.System);
        Assert.That(takeover, Does.Contain("/sbin/gmultipath create CTRL_B_BACK zvol/ctrl-b_m0/v0")
            .And.Contain("-l <LUN> <-o NAME=VALUE of every other option that it has> -o ha_role=primary"));
    }

    [Test]
    public void Every_kind_of_step_has_words_and_commands([Values] StepKind kind)
    {
        FakeHost host = new();
        var step = new PlanStep(
            0, 0, kind, "beast", TimeSpan.FromSeconds(1), FailureRule.ReportAndContinue, RetryRule.Once);
        string text = PlanText.Of(host.Group, new Plan(Transition.Takeover, [step]), host.System);
        Assert.That(text.Split('\n'), Has.Length.GreaterThanOrEqualTo(5));
    }

    [Test]
    public void Every_command_that_a_takeover_runs_is_in_the_text()
    {
        FakeHost host = new FakeHost(AccessMethod.Command)
            .On("/sbin/zpool list -H -o name", Transcript.Exit(0, "beast\n"))
            .On("/sbin/zpool get -H -o value readonly beast", Transcript.Exit(0, "on\n"), Transcript.Exit(0, "off\n"))
            .On("/sbin/zpool export beast", Transcript.Exit(0))
            .On("/sbin/zpool import -f -N -o cachefile=none beast",
                Transcript.Get("zpool-import", "already imported, FreeBSD 10.4"))
            .On("/sbin/zpool get -H -o value cachefile beast", Transcript.Exit(0, "none\n"))
            .On("/sbin/sysctl kern.cam.ctl.ha_role=0", Transcript.Get("sysctl", "write"))
            .On("/sbin/sysctl -n kern.cam.ctl.ha_role", Transcript.Get("sysctl", "read"))
            .On("/usr/sbin/service ctld onestatus", Transcript.Get("service", "onestatus, stopped"),
                Transcript.Get("service", "onestatus, running"))
            .On("/usr/sbin/service ctld onestart", Transcript.Get("service", "onestart"))
            .On("/usr/sbin/ctladm tur 0", Transcript.Get("ctladm", "tur, ready"))
            .On("/sbin/zpool scrub beast", Transcript.Exit(0));
        string why = "";
        host.Paths.Setup(paths => paths.CanOpen("/dev/zvol/beast/v0", out why)).Returns(true);
        host.Group = host.Group with { StandbyImport = StandbyImport.ReadOnly, ScrubAfterTakeover = true };
        Plan plan = PlanBuilder.Build(host.Group, Transition.Takeover);
        string[] printed = [.. PlanText.Of(host.Group, plan, host.System).Split('\n')
            .Select(line => line.Trim().Replace("then, if needed: ", "", StringComparison.Ordinal))];
        foreach (PlanStep step in plan.Steps)
        {
            StepOutcome outcome = host.Executor.Run(host.Group, step, () => true, () => { }).Outcome;
            Assert.That(outcome.Succeeded(), Is.True, step.ToString());
        }

        Assert.That(host.Log, Has.Count.GreaterThan(10));
        Assert.That(host.Log.Except(printed), Is.Empty);
    }
}
