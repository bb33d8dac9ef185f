using System.Globalization;
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
        if (group.StandbyImport == StandbyImport.ReadOnly)
        {
            stages.AddEach(StepKind.ExportStandbyImport, group.Pools, group.StepDeadline,
                FailureRule.FailPlan, StepRules.BusyExport);
        }

        // No retry: a refused import is refused again, and each try reads the labels of every disk.
        stages.Then().AddEach(StepKind.ImportPool, group.Pools, group.StepDeadline,
            FailureRule.FailPlan, RetryRule.Once);
        stages.Then().AddEach(StepKind.WaitBackingPath, group.Backing, StepRules.BackingPath,
            FailureRule.FailPlan, StepRules.Poll);
        stages.Then().Add(StepKind.TakeRole, "", group.StepDeadline, FailureRule.FailPlan, RetryRule.Once);

        // Side by side: ctld creates the LUNs, so on a node where it did not run they become ready while it starts.
        stages.Then();
        TargetDaemon(stages, group, FailureRule.FailPlan);
        foreach (int lun in group.Luns)
        {
            stages.Add(StepKind.WaitLunReady, lun.ToString(CultureInfo.InvariantCulture), StepRules.LunReady,
                FailureRule.FailPlan, StepRules.Poll);
        }

        // The group is served by now; neither the link nor a scrub is worth giving it up.
        stages.Then();
        Peer(stages, group);
        if (group.ScrubAfterTakeover)
        {
            stages.AddEach(StepKind.StartScrub, group.Pools, StepRules.Check,
                FailureRule.ReportAndContinue, RetryRule.Once);
        }
    }

    private static void Release(StageList stages, GroupConfiguration group)
    {
        stages.Add(StepKind.GiveRole, "", group.StepDeadline, FailureRule.FailPlan, RetryRule.Once);
        stages.Then().AddEach(StepKind.ExportPool, group.Pools, group.StepDeadline,
            FailureRule.FailPlan, StepRules.BusyExport);
        stages.Then().AddEach(StepKind.VerifyPoolGone, group.Pools, StepRules.Check,
            FailureRule.FailPlan, StepRules.LookAgain);
    }

    private static void Rejoin(StageList stages, GroupConfiguration group)
    {
        // Without a standby import any import is wrong, a read-only one too: it would stop the next takeover.
        StepKind verify = group.StandbyImport == StandbyImport.ReadOnly
            ? StepKind.VerifyPoolNotWritable
            : StepKind.VerifyPoolGone;
        stages.AddEach(verify, group.Pools, StepRules.Check, FailureRule.FailPlan, StepRules.LookAgain);
        stages.Then().Add(StepKind.GiveRole, "", group.StepDeadline, FailureRule.FailPlan, RetryRule.Once);

        // From here on the node could take over; what fails is reported and shown as its health.
        stages.Then();
        Peer(stages, group);
        stages.Then();
        TargetDaemon(stages, group, FailureRule.ReportAndContinue);
        stages.Then();
        if (group.HaPeer is not null)
        {
            stages.Add(StepKind.WaitLink, "", StepRules.Link, FailureRule.ReportAndContinue, StepRules.SlowPoll);
        }

        if (group.StandbyImport == StandbyImport.ReadOnly)
        {
            stages.Then().AddEach(StepKind.ImportReadOnly, group.Pools, group.StepDeadline,
                FailureRule.ReportAndContinue, RetryRule.Once);
        }
    }

    private static void Peer(StageList stages, GroupConfiguration group)
    {
        if (group.HaPeer is not null)
        {
            stages.Add(StepKind.SetPeer, group.HaPeer, StepRules.Peer, FailureRule.ReportAndContinue, RetryRule.Once);
        }
    }

    private static void TargetDaemon(StageList stages, GroupConfiguration group, FailureRule onFailure)
    {
        if (group.Ctld)
        {
            stages.Add(StepKind.EnsureTargetDaemon, "", StepRules.TargetDaemon, onFailure, StepRules.StartAgain);
        }
    }
}
