using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Core.Plans;

/// <summary>
/// The plans of the <c>arbitrator</c> profile. Clients see a LUN on a gmultipath device on both nodes. On the owner the
/// device's path is the local volume; on the standby it is the peer's private LUN on that volume, over iSCSI. On a node
/// without a gmultipath device the LUN lies on the volume itself, and the standby serves nothing.
/// </summary>
internal static class ArbitratorPlan
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
                Release(stages, group);
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
        ArbitratorConfiguration paths = group.Arbitrator;
        SharedStages.Import(stages, group);
        stages.Then().Add(StepKind.WaitBackingPath, paths.Provider ?? "", StepRules.BackingPath,
            FailureRule.FailPlan, StepRules.Poll);
        if (paths.Multipath is not null)
        {
            stages.Then().Add(StepKind.AttachLocalPath, paths.Multipath, StepRules.Path,
                FailureRule.FailPlan, StepRules.Settle);
            stages.Then().Add(StepKind.UseLocalPath, paths.Multipath, StepRules.Path,
                FailureRule.FailPlan, StepRules.Settle);
        }

        SharedStages.TargetDaemon(stages.Then(), group, FailureRule.FailPlan);
        Luns(stages.Then(), StepKind.OpenBackedLuns, paths.ServedPath, group, FailureRule.FailPlan);
        if (paths.Multipath is not null)
        {
            // The peer's way to the volume; clients are served without it.
            Luns(stages, StepKind.OpenBackedLuns, paths.Provider, group, FailureRule.ReportAndContinue);
        }

        Reload(stages.Then(), group, FailureRule.FailPlan);
        SharedStages.LunsReady(stages.Then(), group);
        SharedStages.Scrub(stages.Then(), group);
    }

    private static void Release(StageList stages, GroupConfiguration group)
    {
        // What CTL and gmultipath hold open keeps the pool busy.
        Luns(stages, StepKind.CloseBackedLuns, group.Arbitrator.Provider, group, FailureRule.FailPlan);
        if (group.Arbitrator.Multipath is string multipath)
        {
            stages.Then().Add(StepKind.DetachLocalPath, multipath, StepRules.Path,
                FailureRule.FailPlan, StepRules.Settle);
        }

        SharedStages.ExportAndProve(stages, group);
    }

    private static void Rejoin(StageList stages, GroupConfiguration group)
    {
        SharedStages.ProveStandby(stages, group);

        // From here on the node could take over; what fails is reported and shown as its health.
        SharedStages.TargetDaemon(stages.Then(), group, FailureRule.ReportAndContinue);
        if (group.Arbitrator is not { Multipath: string multipath, Target: string target })
        {
            return;
        }

        stages.Then().Add(StepKind.OpenSession, target, StepRules.Session,
            FailureRule.ReportAndContinue, StepRules.Settle);
        stages.Then().Add(StepKind.WaitSession, target, StepRules.Session,
            FailureRule.ReportAndContinue, StepRules.SlowPoll);
        stages.Then().Add(StepKind.AttachPeerPath, multipath, StepRules.PeerPath,
            FailureRule.ReportAndContinue, StepRules.SlowPoll);
        stages.Then().Add(StepKind.UsePeerPath, multipath, StepRules.Path,
            FailureRule.ReportAndContinue, StepRules.Settle);
        Luns(stages.Then(), StepKind.OpenBackedLuns, group.Arbitrator.ServedPath, group,
            FailureRule.ReportAndContinue);
        Reload(stages.Then(), group, FailureRule.ReportAndContinue);
    }

    private static void Luns(
        StageList stages, StepKind kind, string? path, GroupConfiguration group, FailureRule onFailure) =>
        stages.Add(kind, path ?? "", group.StepDeadline, onFailure, StepRules.Settle);

    private static void Reload(StageList stages, GroupConfiguration group, FailureRule onFailure)
    {
        if (group.Ctld)
        {
            stages.Add(StepKind.ReloadTargetDaemon, "", StepRules.TargetDaemon, onFailure, StepRules.ReloadAgain);
        }
    }
}
