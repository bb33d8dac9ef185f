using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Core.Plans;

/// <summary>
/// The reservations around a plan, for every profile with pools. They decide nothing: the lease does. So a failure is
/// reported and the plan goes on; a mirror that lost a disk must still be taken over.
/// </summary>
internal static class ReservationPlan
{
    /// <summary>Before anything else of a takeover, so that a stray owner cannot write beside the import.</summary>
    public static void Before(StageList stages, GroupConfiguration group, Transition transition)
    {
        if (transition == Transition.Takeover)
        {
            stages.AddEach(StepKind.ReserveDisks, group.Pools, StepRules.Reservation,
                FailureRule.ReportAndContinue, RetryRule.Once).Then();
        }
    }

    /// <summary>
    /// After the pools were seen gone. Not in a demotion, whose time belongs to the export: the next owner removes
    /// the key.
    /// </summary>
    public static void After(StageList stages, GroupConfiguration group, Transition transition)
    {
        if (transition == Transition.Release)
        {
            stages.Then().AddEach(StepKind.ReleaseDisks, group.Pools, StepRules.Reservation,
                FailureRule.ReportAndContinue, RetryRule.Once);
        }
    }
}
