using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Core.Plans;

/// <summary>
/// The plans of the <c>ctl-ha</c> profile. The order is the point: LUNs get their media by the role's write, so
/// pools and paths come before it; a zvol that CTL holds keeps its pool busy, so the role is given before the export.
/// </summary>
internal static class CtlHaPlan
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
                stages.Add(StepKind.GiveRole, "", group.StepDeadline, FailureRule.FailPlan, RetryRule.Once);
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
        stages.Then().Add(StepKind.TakeRole, "", group.StepDeadline, FailureRule.FailPlan, RetryRule.Once);

        // Side by side: ctld creates the LUNs, so on a node where it did not run they become ready while it starts.
        SharedStages.TargetDaemon(stages.Then(), group, FailureRule.FailPlan);
        SharedStages.LunsReady(stages, group);

        // The group is served by now; neither the link nor a scrub is worth giving it up.
        SharedStages.Peer(stages.Then(), group);
        SharedStages.Scrub(stages, group);
    }

    private static void Rejoin(StageList stages, GroupConfiguration group)
    {
        SharedStages.ProveStandby(stages, group);
        stages.Then().Add(StepKind.GiveRole, "", group.StepDeadline, FailureRule.FailPlan, RetryRule.Once);

        // From here on the node could take over; what fails is reported and shown as its health.
        SharedStages.Peer(stages.Then(), group);
        SharedStages.TargetDaemon(stages.Then(), group, FailureRule.ReportAndContinue);
        SharedStages.Link(stages.Then(), group);
        SharedStages.StandbyImport(stages.Then(), group);
    }
}
