using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>
/// S5: until when commands of a group may be started. The machine asks before every stage; the adapter asks again
/// right before every process, with the value published after each step.
/// </summary>
internal static class CommandRules
{
    /// <summary>Until when an owner may still change what only it may, short of the time to give up.</summary>
    public static Instant ServesUntil(NodeState node, GroupState group) =>
        node.Fenced || node.Exited || group.Phase != GroupPhase.Serving
            ? Instant.Never
            : group.Lease.End - node.Timing.DemoteBudget;

    public static Instant AllowedUntil(NodeState node, GroupState group)
    {
        if (node.Fenced || node.Exited)
        {
            return Instant.Never;
        }

        return group.Phase switch
        {
            // Commands that give up or look need no lease: they are what a node without one does.
            GroupPhase.Standby or GroupPhase.ExportingFirst => Instant.Forever,
            GroupPhase.Claiming or GroupPhase.Confirming => Instant.Forever,
            GroupPhase.TakingOver or GroupPhase.RollingBack => group.Lease.End - node.Timing.DemoteBudget,
            GroupPhase.Releasing or GroupPhase.Demoting => group.Lease.End,
            _ => Instant.Never,
        };
    }
}
