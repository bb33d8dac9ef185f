using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>Everything a machine is told once, when it is made. Nothing in it changes later but by a reload.</summary>
public sealed record NodeOptions
{
    /// <summary>This node's id, 0 or 1.</summary>
    public required int Node { get; init; }

    /// <summary>Random id of this boot of the host.</summary>
    public required Guid BootId { get; init; }

    /// <summary>Random id of this start of the daemon; not 0.</summary>
    public required ulong Incarnation { get; init; }

    /// <summary>Seed of the jitter and of the random waits. The machine itself has no other randomness.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The thresholds.</summary>
    public required QuorumTiming Timing { get; init; }

    /// <summary>The groups, at most 64.</summary>
    public required IReadOnlyList<GroupConfiguration> Groups { get; init; }

    /// <summary>What the watchdog's driver programs when asked for W; zero if there is no watchdog.</summary>
    public TimeSpan Watchdog { get; init; }

    /// <summary>Whether the peer can be fenced.</summary>
    public bool CanFence { get; init; }

    /// <summary>Whether an owner reserves its pools' disks (fencing method <c>scsi-pr</c>).</summary>
    public bool ReservesDisks { get; init; }

    /// <summary>What follows a fencing that failed.</summary>
    public FenceFailureRule OnFenceFailure { get; init; }

    /// <summary>What the state file held; null if there was none.</summary>
    public PersistentState? Saved { get; init; }

    /// <summary>The other node's id.</summary>
    public int Peer => 1 - Node;
}
