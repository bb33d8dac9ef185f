using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Core.Plans;

/// <summary>Builds the plan of a transition from a group's configuration (DESIGN section 7). Pure.</summary>
public static class PlanBuilder
{
    /// <summary>The plan. Its stages are numbered from 0 without a gap.</summary>
    /// <param name="group">The group.</param>
    /// <param name="transition">What the plan is for.</param>
    /// <param name="reserves">Whether the pools' disks carry reservations (fencing method <c>scsi-pr</c>).</param>
    /// <exception cref="ArgumentException">
    /// The plan would have more than <see cref="Plan.MostSteps"/> steps; the message says what to change.
    /// </exception>
    public static Plan Build(GroupConfiguration group, Transition transition, bool reserves = false)
    {
        var stages = new StageList();
        if (reserves)
        {
            ReservationPlan.Before(stages, group, transition);
        }

        switch (group.Profile)
        {
            case StorageProfile.CtlHa:
                CtlHaPlan.Fill(stages, group, transition);
                break;
            case StorageProfile.CtlHaLun:
                CtlHaLunPlan.Fill(stages, group, transition);
                break;
            case StorageProfile.Arbitrator:
                ArbitratorPlan.Fill(stages, group, transition);
                break;
            case StorageProfile.Custom:
                CustomPlan.Fill(stages, group, transition);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(group), group.Profile, "unknown profile");
        }

        if (reserves)
        {
            ReservationPlan.After(stages, group, transition);
        }

        return stages.ToPlan(group.Name, transition);
    }
}
