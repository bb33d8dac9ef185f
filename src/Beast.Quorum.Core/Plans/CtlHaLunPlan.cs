using System.Globalization;
using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Core.Plans;

/// <summary>
/// The plans of the <c>ctl-ha-lun</c> profile: the order of <see cref="CtlHaPlan"/>, with a role for each LUN. ctld
/// comes before the roles, because a role is an option of a LUN that exists; it is never reloaded, because that would
/// put the options of ctl.conf in the place of the roles of every group.
/// </summary>
internal static class CtlHaLunPlan
{
    public static void Fill(StageList stages, GroupConfiguration group, Transition transition)
    {
        switch (transition)
        {
            case Transition.Takeover:
                Takeover(stages, group);
                break;
            case Transition.Release:
            case Transition.Demote:
                Roles(stages, group, StepKind.GiveLunRole);
                SharedStages.ExportAndProve(stages, group);
                break;
            case Transition.Rejoin:
                Rejoin(stages, group);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(transition), transition, "unknown transition");
        }
    }

    private static void Takeover(StageList stages, GroupConfiguration group)
    {
        SharedStages.Import(stages, group);
        stages.Then().AddEach(StepKind.WaitBackingPath, group.Backing, StepRules.BackingPath,
            FailureRule.FailPlan, StepRules.Poll);
        SharedStages.TargetDaemon(stages.Then(), group, FailureRule.FailPlan);
        Roles(stages.Then(), group, StepKind.TakeLunRole);
        SharedStages.LunsReady(stages.Then(), group);

        // The group is served by now; neither the link nor a scrub is worth giving it up.
        SharedStages.Peer(stages.Then(), group);
        SharedStages.Scrub(stages, group);
    }

    private static void Rejoin(StageList stages, GroupConfiguration group)
    {
        SharedStages.ProveStandby(stages, group);

        // Before ctld makes LUNs: one that is born primary without its volume makes initiators drop the path for good.
        stages.Then().Add(
            StepKind.GiveDefaultRole, "", group.StepDeadline, FailureRule.FailPlan, RetryRule.Once);
        SharedStages.TargetDaemon(stages.Then(), group, FailureRule.ReportAndContinue);
        Roles(stages.Then(), group, StepKind.GiveLunRole);
        SharedStages.Peer(stages.Then(), group);
        SharedStages.Link(stages.Then(), group);
        SharedStages.StandbyImport(stages.Then(), group);
    }

    private static void Roles(StageList stages, GroupConfiguration group, StepKind kind) => stages.AddEach(
        kind,
        group.Luns.Select(lun => lun.ToString(CultureInfo.InvariantCulture)),
        group.StepDeadline,
        FailureRule.FailPlan,
        StepRules.Settle);
}
