using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Recovery;

namespace Beast.Quorum.Core.Machine;

/// <summary>What an operator can order.</summary>
/// <param name="Id">Given back with the answer.</param>
public abstract record OperatorCommand(long Id)
{
    /// <summary>Move a group, planned.</summary>
    /// <param name="Id">Given back with the answer.</param>
    /// <param name="Group">Position of the group.</param>
    /// <param name="Target">The node that is to own it.</param>
    /// <param name="Force">Although this node may hold the last good copy.</param>
    public sealed record Switchover(long Id, int Group, int Target, bool Force = false) : OperatorCommand(Id);

    /// <summary>Keep everything where it is.</summary>
    /// <param name="Id">Given back with the answer.</param>
    /// <param name="Duration">After which it ends by itself; null for no end.</param>
    public sealed record MaintenanceOn(long Id, TimeSpan? Duration) : OperatorCommand(Id);

    /// <summary>End maintenance.</summary>
    /// <param name="Id">Given back with the answer.</param>
    public sealed record MaintenanceOff(long Id) : OperatorCommand(Id);

    /// <summary>End the daemon without moving anything; a new one adopts what it finds.</summary>
    /// <param name="Id">Given back with the answer.</param>
    /// <param name="Away">How long the daemon may be away: a time the watchdog can be programmed to.</param>
    public sealed record Restart(long Id, TimeSpan Away) : OperatorCommand(Id);

    /// <summary>Give everything up in an orderly way and end.</summary>
    /// <param name="Id">Given back with the answer.</param>
    /// <param name="Force">Although this node may hold the last good copy; so does a host that goes down.</param>
    public sealed record Stop(long Id, bool Force = false) : OperatorCommand(Id);

    /// <summary>Go on with the recovery of a group.</summary>
    /// <param name="Id">Given back with the answer.</param>
    /// <param name="Group">Position of the group.</param>
    /// <param name="Action">What to do.</param>
    /// <param name="Accept">For an end: with the damage that is left.</param>
    public sealed record Recover(long Id, int Group, RecoveryAction Action, bool Accept = false) : OperatorCommand(Id);

    /// <summary>Claim a group although the own register and state file were wiped.</summary>
    /// <param name="Id">Given back with the answer.</param>
    /// <param name="Group">Position of the group.</param>
    public sealed record Claim(long Id, int Group) : OperatorCommand(Id);

    /// <summary>Forget that a takeover of the group, or the fencing of the peer, failed here.</summary>
    /// <param name="Id">Given back with the answer.</param>
    /// <param name="Group">Position of the group.</param>
    public sealed record Retry(long Id, int Group) : OperatorCommand(Id);

    /// <summary>Take over what a changed configuration may change while the daemon runs.</summary>
    /// <param name="Id">Given back with the answer.</param>
    /// <param name="Groups">The groups, in the old order.</param>
    public sealed record Reconfigure(long Id, IReadOnlyList<GroupConfiguration> Groups) : OperatorCommand(Id);
}
