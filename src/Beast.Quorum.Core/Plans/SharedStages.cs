using System.Globalization;
using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Core.Plans;

/// <summary>Steps that the plans of several profiles have in common; each adds to the current stage.</summary>
internal static class SharedStages
{
    /// <summary>Imports every pool read-write; a read-only standby import is exported in a stage before.</summary>
    public static void Import(StageList stages, GroupConfiguration group)
    {
        if (group.StandbyImport == Configuration.StandbyImport.ReadOnly)
        {
            stages.AddEach(StepKind.ExportStandbyImport, group.Pools, group.StepDeadline,
                FailureRule.FailPlan, StepRules.BusyExport);
        }

        // No retry: a refused import is refused again, and each try reads the labels of every disk.
        stages.Then().AddEach(StepKind.ImportPool, group.Pools, group.StepDeadline,
            FailureRule.FailPlan, RetryRule.Once);
    }

    /// <summary>Exports every pool, in a stage of its own, and proves it gone, in another.</summary>
    public static void ExportAndProve(StageList stages, GroupConfiguration group)
    {
        stages.Then().AddEach(StepKind.ExportPool, group.Pools, group.StepDeadline,
            FailureRule.FailPlan, StepRules.BusyExport);
        stages.Then().AddEach(StepKind.VerifyPoolGone, group.Pools, StepRules.Check,
            FailureRule.FailPlan, StepRules.LookAgain);
    }

    /// <summary>Proves that no pool is imported, or none but as a standby may.</summary>
    public static void ProveStandby(StageList stages, GroupConfiguration group)
    {
        // Without a standby import any import is wrong, a read-only one too: it would stop the next takeover.
        StepKind verify = group.StandbyImport == Configuration.StandbyImport.ReadOnly
            ? StepKind.VerifyPoolNotWritable
            : StepKind.VerifyPoolGone;
        stages.AddEach(verify, group.Pools, StepRules.Check, FailureRule.FailPlan, StepRules.LookAgain);
    }

    /// <summary>A standby's read-only imports, where they are wanted.</summary>
    public static void StandbyImport(StageList stages, GroupConfiguration group)
    {
        if (group.StandbyImport == Configuration.StandbyImport.ReadOnly)
        {
            stages.AddEach(StepKind.ImportReadOnly, group.Pools, group.StepDeadline,
                FailureRule.ReportAndContinue, RetryRule.Once);
        }
    }

    /// <summary>The LUNs that must be ready.</summary>
    public static void LunsReady(StageList stages, GroupConfiguration group)
    {
        foreach (int lun in group.Luns)
        {
            stages.Add(StepKind.WaitLunReady, lun.ToString(CultureInfo.InvariantCulture), StepRules.LunReady,
                FailureRule.FailPlan, StepRules.Poll);
        }
    }

    /// <summary>The address of the HA link.</summary>
    public static void Peer(StageList stages, GroupConfiguration group)
    {
        if (group.HaPeer is not null)
        {
            stages.Add(StepKind.SetPeer, group.HaPeer, StepRules.Peer, FailureRule.ReportAndContinue, RetryRule.Once);
        }
    }

    /// <summary>The HA link itself.</summary>
    public static void Link(StageList stages, GroupConfiguration group)
    {
        if (group.HaPeer is not null)
        {
            stages.Add(StepKind.WaitLink, "", StepRules.Link, FailureRule.ReportAndContinue, StepRules.SlowPoll);
        }
    }

    /// <summary>ctld.</summary>
    public static void TargetDaemon(StageList stages, GroupConfiguration group, FailureRule onFailure)
    {
        if (group.Ctld)
        {
            stages.Add(StepKind.EnsureTargetDaemon, "", StepRules.TargetDaemon, onFailure, StepRules.StartAgain);
        }
    }

    /// <summary>The scrub after a takeover.</summary>
    public static void Scrub(StageList stages, GroupConfiguration group)
    {
        if (group.ScrubAfterTakeover)
        {
            stages.AddEach(StepKind.StartScrub, group.Pools, StepRules.Check,
                FailureRule.ReportAndContinue, RetryRule.Once);
        }
    }
}
