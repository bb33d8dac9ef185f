using Beast.Quorum.Core.Plans;

namespace Beast.Quorum.Storage.Steps;

/// <summary>Takes a pool's disks, or gives them up.</summary>
internal static class ReservationStep
{
    public static StepResult Run(StorageSystem system, PlanStep step, Func<bool> mayStart, Action whenGone)
    {
        if (!mayStart())
        {
            return new StepResult(StepOutcome.Refused, $"{step}: not started, the lease is not valid");
        }

        if (system.Reservations is not { } reservations)
        {
            return new StepResult(StepOutcome.Failed, "the method scsi-pr is not configured");
        }

        return step.Kind == StepKind.ReserveDisks
            ? reservations.Take(system, step.Subject, step.Deadline, mayStart, whenGone)
            : reservations.Give(system, step.Subject, step.Deadline, mayStart, whenGone);
    }
}
