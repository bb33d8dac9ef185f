using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;

namespace Beast.Quorum.Core.Tests.Plans;

[TestFixture]
internal sealed class PlanBuilderTests
{
    private static readonly GroupConfiguration Plain = new() { Name = "main", Id = 0, Pools = ["beast"], Ctld = false };

    private static readonly GroupConfiguration Full = new()
    {
        Name = "main",
        Id = 0,
        Pools = ["a", "b"],
        Luns = [0, 7],
        Backing = ["/dev/zvol/a/v", "/dev/zvol/b/v"],
        HaPeer = "listen 192.168.56.103:7777",
        StandbyImport = StandbyImport.ReadOnly,
        ScrubAfterTakeover = true,
        StepDeadline = TimeSpan.FromSeconds(90),
    };

    [Test]
    public void A_full_takeover_is_this_list() => Assert.That(Lines(Full, Transition.Takeover), Is.EqualTo("""
        0 ExportStandbyImport a | 90 s | UntilDeadline 250 ms | FailPlan
        0 ExportStandbyImport b | 90 s | UntilDeadline 250 ms | FailPlan
        1 ImportPool a | 90 s | once | FailPlan
        1 ImportPool b | 90 s | once | FailPlan
        2 WaitBackingPath /dev/zvol/a/v | 15 s | UntilDeadline 100 ms | FailPlan
        2 WaitBackingPath /dev/zvol/b/v | 15 s | UntilDeadline 100 ms | FailPlan
        3 TakeRole | 90 s | once | FailPlan
        4 EnsureTargetDaemon | 30 s | 3 x 1000 ms | FailPlan
        4 WaitLunReady 0 | 40 s | UntilDeadline 100 ms | FailPlan
        4 WaitLunReady 7 | 40 s | UntilDeadline 100 ms | FailPlan
        5 SetPeer listen 192.168.56.103:7777 | 10 s | once | ReportAndContinue
        5 StartScrub a | 15 s | once | ReportAndContinue
        5 StartScrub b | 15 s | once | ReportAndContinue
        """));

    [Test]
    public void A_plain_takeover_leaves_no_stage_empty() =>
        Assert.That(Lines(Plain, Transition.Takeover), Is.EqualTo("""
            0 ImportPool beast | 120 s | once | FailPlan
            1 TakeRole | 120 s | once | FailPlan
            """));

    [TestCase(Transition.Release)]
    [TestCase(Transition.Demote)]
    public void Release_and_demote_give_the_role_before_they_export_and_prove_it_last(Transition transition) =>
        Assert.That(Lines(Full, transition), Is.EqualTo("""
            0 GiveRole | 90 s | once | FailPlan
            1 ExportPool a | 90 s | UntilDeadline 250 ms | FailPlan
            1 ExportPool b | 90 s | UntilDeadline 250 ms | FailPlan
            2 VerifyPoolGone a | 15 s | 3 x 250 ms | FailPlan
            2 VerifyPoolGone b | 15 s | 3 x 250 ms | FailPlan
            """));

    [Test]
    public void A_full_rejoin_is_this_list() => Assert.That(Lines(Full, Transition.Rejoin), Is.EqualTo("""
        0 VerifyPoolNotWritable a | 15 s | 3 x 250 ms | FailPlan
        0 VerifyPoolNotWritable b | 15 s | 3 x 250 ms | FailPlan
        1 GiveRole | 90 s | once | FailPlan
        2 SetPeer listen 192.168.56.103:7777 | 10 s | once | ReportAndContinue
        3 EnsureTargetDaemon | 30 s | 3 x 1000 ms | ReportAndContinue
        4 WaitLink | 15 s | UntilDeadline 250 ms | ReportAndContinue
        5 ImportReadOnly a | 90 s | once | ReportAndContinue
        5 ImportReadOnly b | 90 s | once | ReportAndContinue
        """));

    [Test]
    public void Without_a_standby_import_a_returning_node_must_hold_nothing() =>
        Assert.That(Lines(Plain, Transition.Rejoin), Is.EqualTo("""
            0 VerifyPoolGone beast | 15 s | 3 x 250 ms | FailPlan
            1 GiveRole | 120 s | once | FailPlan
            """));

    [Test]
    public void A_custom_group_runs_its_commands_one_by_one()
    {
        GroupConfiguration group = Custom(["beast"]);
        Assert.That(Lines(group, Transition.Takeover), Is.EqualTo("""
            0 RunCommand /opt/take 'the pool' | 120 s | once | FailPlan
            1 RunCommand /opt/start | 120 s | once | FailPlan
            """));
        Assert.That(Lines(group, Transition.Rejoin), Is.EqualTo("0 RunCommand /opt/join | 120 s | once | FailPlan"));
    }

    [TestCase(Transition.Release)]
    [TestCase(Transition.Demote)]
    public void A_custom_release_ends_in_a_proof(Transition transition)
    {
        Assert.That(Lines(Custom([]), transition), Is.EqualTo("""
            0 RunCommand /opt/stop | 120 s | once | FailPlan
            1 VerifyPoolGone | 15 s | 3 x 250 ms | FailPlan
            """));
        Assert.That(Lines(Custom(["a", "b"]), transition), Is.EqualTo("""
            0 RunCommand /opt/stop | 120 s | once | FailPlan
            1 VerifyPoolGone a | 15 s | 3 x 250 ms | FailPlan
            1 VerifyPoolGone b | 15 s | 3 x 250 ms | FailPlan
            """));
    }

    [Test]
    public void A_serving_command_is_asked_besides_the_pools()
    {
        GroupConfiguration group = Custom(["a"]);
        group = group with { Custom = group.Custom with { Serving = ["/opt/serving"] } };
        Plan plan = PlanBuilder.Build(group, Transition.Release);
        Assert.That(plan.Steps.Select(step => step.ToString()),
            Is.EqualTo(new List<string> { "RunCommand /opt/stop", "VerifyPoolGone a", "VerifyPoolGone" }));
    }

    [Test]
    public void A_custom_group_without_anything_still_must_prove_its_absence()
    {
        var group = new GroupConfiguration { Name = "c", Id = 1, Profile = StorageProfile.Custom };
        Assert.That(PlanBuilder.Build(group, Transition.Takeover).Steps, Is.Empty);
        Assert.That(PlanBuilder.Build(group, Transition.Release).Steps.Single().Kind,
            Is.EqualTo(StepKind.VerifyPoolGone));
    }

    [Test]
    public void Indexes_count_up_and_stages_have_no_gap(
        [Values] Transition transition, [Values] bool custom, [Values] bool full)
    {
        GroupConfiguration group = custom ? Custom(full ? ["a"] : []) : full ? Full : Plain;
        IReadOnlyList<PlanStep> steps = PlanBuilder.Build(group, transition).Steps;
        Assert.That(steps.Select(step => step.Index), Is.EqualTo(Enumerable.Range(0, steps.Count)));
        int stage = 0;
        foreach (PlanStep step in steps)
        {
            Assert.That(step.Stage, Is.InRange(stage, stage + (step.Index == 0 ? 0 : 1)));
            stage = step.Stage;
        }
    }

    [Test]
    public void Every_step_has_a_deadline_and_at_least_one_try([Values] Transition transition) =>
        Assert.That(PlanBuilder.Build(Full, transition).Steps,
            Has.All.Matches<PlanStep>(step => step!.Deadline > TimeSpan.Zero && step.Retry.Attempts >= 1));

    [Test]
    public void A_plan_that_is_too_long_is_refused_with_what_to_do()
    {
        GroupConfiguration group = Plain with { Luns = [.. Enumerable.Range(0, Plan.MostSteps)] };
        Assert.That(() => PlanBuilder.Build(group, Transition.Takeover),
            Throws.ArgumentException.With.Message.Contains("split the group"));
    }

    private static GroupConfiguration Custom(IReadOnlyList<string> pools) => new()
    {
        Name = "c",
        Id = 1,
        Profile = StorageProfile.Custom,
        Pools = pools,
        Custom = new CustomCommands
        {
            Takeover = [["/opt/take", "the pool"], ["/opt/start"]],
            Release = [["/opt/stop"]],
            Rejoin = [["/opt/join"]],
        },
    };

    internal static string Lines(GroupConfiguration group, Transition transition) =>
        string.Join('\n', PlanBuilder.Build(group, transition).Steps.Select(Line));

    private static string Line(PlanStep step)
    {
        string retry = step.Retry.Attempts == 1 ? "once"
            : $"{(step.Retry.IsUntilDeadline ? "UntilDeadline" : step.Retry.Attempts + " x")} " +
              $"{step.Retry.Delay.TotalMilliseconds} ms";
        return $"{step.Stage} {step} | {step.Deadline.TotalSeconds} s | {retry} | {step.OnFailure}";
    }
}
