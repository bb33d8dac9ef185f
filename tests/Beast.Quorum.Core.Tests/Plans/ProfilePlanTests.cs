using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;

namespace Beast.Quorum.Core.Tests.Plans;

/// <summary>The plans of the profiles ctl-ha-lun and arbitrator.</summary>
[TestFixture]
internal sealed class ProfilePlanTests
{
    private static readonly GroupConfiguration Luns = new()
    {
        Name = "left",
        Id = 0,
        Profile = StorageProfile.CtlHaLun,
        Pools = ["a", "b"],
        Luns = [0, 7],
        Backing = ["/dev/zvol/a/v"],
        HaPeer = "listen 192.168.56.103:7777",
        StandbyImport = StandbyImport.ReadOnly,
        ScrubAfterTakeover = true,
        StepDeadline = TimeSpan.FromSeconds(90),
    };

    private static readonly GroupConfiguration Paths = new()
    {
        Name = "ctrl-b",
        Id = 0,
        Profile = StorageProfile.Arbitrator,
        Pools = ["ctrl-b_m0"],
        Luns = [1],
        Arbitrator = new ArbitratorConfiguration
        {
            Provider = "/dev/zvol/ctrl-b_m0/v0",
            Multipath = "CTRL_B_BACK",
            Portal = "192.168.56.11",
            Target = "iqn.2016-01.local.sss.private:target0",
        },
    };

    private static readonly GroupConfiguration Home =
        Paths with { Arbitrator = new ArbitratorConfiguration { Provider = "/dev/zvol/ctrl-b_m0/v0" } };

    [Test]
    public void A_takeover_lun_by_lun_is_this_list() =>
        Assert.That(PlanBuilderTests.Lines(Luns, Transition.Takeover), Is.EqualTo("""
            0 ExportStandbyImport a | 90 s | UntilDeadline 250 ms | FailPlan
            0 ExportStandbyImport b | 90 s | UntilDeadline 250 ms | FailPlan
            1 ImportPool a | 90 s | once | FailPlan
            1 ImportPool b | 90 s | once | FailPlan
            2 WaitBackingPath /dev/zvol/a/v | 15 s | UntilDeadline 100 ms | FailPlan
            3 EnsureTargetDaemon | 30 s | 3 x 1000 ms | FailPlan
            4 TakeLunRole 0 | 90 s | 8 x 250 ms | FailPlan
            4 TakeLunRole 7 | 90 s | 8 x 250 ms | FailPlan
            5 WaitLunReady 0 | 40 s | UntilDeadline 100 ms | FailPlan
            5 WaitLunReady 7 | 40 s | UntilDeadline 100 ms | FailPlan
            6 SetPeer listen 192.168.56.103:7777 | 10 s | once | ReportAndContinue
            6 StartScrub a | 15 s | once | ReportAndContinue
            6 StartScrub b | 15 s | once | ReportAndContinue
            """));

    [TestCase(Transition.Release)]
    [TestCase(Transition.Demote)]
    public void Every_lun_is_secondary_before_the_export(Transition transition) =>
        Assert.That(PlanBuilderTests.Lines(Luns, transition), Is.EqualTo("""
            0 GiveLunRole 0 | 90 s | 8 x 250 ms | FailPlan
            0 GiveLunRole 7 | 90 s | 8 x 250 ms | FailPlan
            1 ExportPool a | 90 s | UntilDeadline 250 ms | FailPlan
            1 ExportPool b | 90 s | UntilDeadline 250 ms | FailPlan
            2 VerifyPoolGone a | 15 s | 3 x 250 ms | FailPlan
            2 VerifyPoolGone b | 15 s | 3 x 250 ms | FailPlan
            """));

    [Test]
    public void A_returning_node_has_no_primary_lun_before_ctld_makes_one() =>
        Assert.That(PlanBuilderTests.Lines(Luns, Transition.Rejoin), Is.EqualTo("""
            0 VerifyPoolNotWritable a | 15 s | 3 x 250 ms | FailPlan
            0 VerifyPoolNotWritable b | 15 s | 3 x 250 ms | FailPlan
            1 GiveDefaultRole | 90 s | once | FailPlan
            2 EnsureTargetDaemon | 30 s | 3 x 1000 ms | ReportAndContinue
            3 GiveLunRole 0 | 90 s | 8 x 250 ms | FailPlan
            3 GiveLunRole 7 | 90 s | 8 x 250 ms | FailPlan
            4 SetPeer listen 192.168.56.103:7777 | 10 s | once | ReportAndContinue
            5 WaitLink | 15 s | UntilDeadline 250 ms | ReportAndContinue
            6 ImportReadOnly a | 90 s | once | ReportAndContinue
            6 ImportReadOnly b | 90 s | once | ReportAndContinue
            """));

    [Test]
    public void An_arbitrators_takeover_is_this_list() =>
        Assert.That(PlanBuilderTests.Lines(Paths, Transition.Takeover), Is.EqualTo("""
            0 ImportPool ctrl-b_m0 | 120 s | once | FailPlan
            1 WaitBackingPath /dev/zvol/ctrl-b_m0/v0 | 15 s | UntilDeadline 100 ms | FailPlan
            2 AttachLocalPath CTRL_B_BACK | 20 s | 8 x 250 ms | FailPlan
            3 UseLocalPath CTRL_B_BACK | 20 s | 8 x 250 ms | FailPlan
            4 EnsureTargetDaemon | 30 s | 3 x 1000 ms | FailPlan
            5 OpenBackedLuns /dev/multipath/CTRL_B_BACK | 120 s | 8 x 250 ms | FailPlan
            5 OpenBackedLuns /dev/zvol/ctrl-b_m0/v0 | 120 s | 8 x 250 ms | ReportAndContinue
            6 ReloadTargetDaemon | 30 s | UntilDeadline 1000 ms | FailPlan
            7 WaitLunReady 1 | 40 s | UntilDeadline 100 ms | FailPlan
            """));

    [TestCase(Transition.Release)]
    [TestCase(Transition.Demote)]
    public void Nothing_holds_the_volume_when_its_pool_is_exported(Transition transition) =>
        Assert.That(PlanBuilderTests.Lines(Paths, transition), Is.EqualTo("""
            0 CloseBackedLuns /dev/zvol/ctrl-b_m0/v0 | 120 s | 8 x 250 ms | FailPlan
            1 DetachLocalPath CTRL_B_BACK | 20 s | 8 x 250 ms | FailPlan
            2 ExportPool ctrl-b_m0 | 120 s | UntilDeadline 250 ms | FailPlan
            3 VerifyPoolGone ctrl-b_m0 | 15 s | 3 x 250 ms | FailPlan
            """));

    [Test]
    public void An_arbitrators_standby_can_take_over_even_if_it_cannot_reach_the_peers_disk() =>
        Assert.That(PlanBuilderTests.Lines(Paths, Transition.Rejoin), Is.EqualTo("""
            0 VerifyPoolGone ctrl-b_m0 | 15 s | 3 x 250 ms | FailPlan
            1 EnsureTargetDaemon | 30 s | 3 x 1000 ms | ReportAndContinue
            2 OpenSession iqn.2016-01.local.sss.private:target0 | 20 s | 8 x 250 ms | ReportAndContinue
            3 WaitSession iqn.2016-01.local.sss.private:target0 | 20 s | UntilDeadline 250 ms | ReportAndContinue
            4 AttachPeerPath CTRL_B_BACK | 30 s | UntilDeadline 250 ms | ReportAndContinue
            5 UsePeerPath CTRL_B_BACK | 20 s | 8 x 250 ms | ReportAndContinue
            6 OpenBackedLuns /dev/multipath/CTRL_B_BACK | 120 s | 8 x 250 ms | ReportAndContinue
            7 ReloadTargetDaemon | 30 s | UntilDeadline 1000 ms | ReportAndContinue
            """));

    [Test]
    public void Without_a_gmultipath_device_the_volume_itself_is_served()
    {
        Assert.That(Kinds(Home, Transition.Takeover), Is.EqualTo("ImportPool WaitBackingPath EnsureTargetDaemon "
            + "OpenBackedLuns ReloadTargetDaemon WaitLunReady"));
        Assert.That(Kinds(Home, Transition.Release), Is.EqualTo("CloseBackedLuns ExportPool VerifyPoolGone"));
        Assert.That(Kinds(Home, Transition.Rejoin), Is.EqualTo("VerifyPoolGone EnsureTargetDaemon"));
        Assert.That(
            PlanBuilder.Build(Home, Transition.Takeover).Steps.Single(step => step.Kind == StepKind.OpenBackedLuns),
            Has.Property("Subject").EqualTo("/dev/zvol/ctrl-b_m0/v0").And.Property("OnFailure")
                .EqualTo(FailureRule.FailPlan));
    }

    [Test]
    public void Nothing_reloads_ctld_under_luns_with_roles_of_their_own([Values] Transition transition) =>
        Assert.That(Kinds(Luns, transition), Does.Not.Contain("ReloadTargetDaemon"));

    [Test]
    public void Stages_have_no_gap_and_no_step_is_missing(
        [Values] Transition transition, [Values] bool arbitrator, [Values] bool ctld, [Values] bool far)
    {
        GroupConfiguration group = (arbitrator ? far ? Paths : Home : Luns) with { Ctld = ctld };
        IReadOnlyList<PlanStep> steps = PlanBuilder.Build(group, transition).Steps;
        Assert.That(steps.Select(step => step.Index), Is.EqualTo(Enumerable.Range(0, steps.Count)));
        Assert.That(steps.Select(step => step.Stage).Distinct(), Is.EqualTo(
            Enumerable.Range(0, steps[^1].Stage + 1)));
        Assert.That(
            steps, Has.All.Matches<PlanStep>(step => step!.Deadline > TimeSpan.Zero && step.Retry.Attempts > 0));
    }

    private static string Kinds(GroupConfiguration group, Transition transition) =>
        string.Join(' ', PlanBuilder.Build(group, transition).Steps.Select(step => step.Kind));
}
