using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Recovery;

namespace Beast.Quorum.Core.Machine;

/// <summary>
/// The state of a node at one moment, for people and programs: what <c>beastq status</c> shows. Immutable; made on
/// request, so it costs nothing while nobody asks.
/// </summary>
public sealed record NodeSnapshot
{
    /// <summary>This node's id.</summary>
    public required int Node { get; init; }

    /// <summary>Whether registers and pools were looked at and records go out.</summary>
    public required bool Started { get; init; }

    /// <summary>Time since the daemon started.</summary>
    public required TimeSpan Up { get; init; }

    /// <summary>Generation of this start; 0 before it is known.</summary>
    public required uint Generation { get; init; }

    /// <summary>The own register and state file are both gone.</summary>
    public required bool Wiped { get; init; }

    /// <summary>The state file cannot be written.</summary>
    public required bool StateNotSaved { get; init; }

    /// <summary>Maintenance is on.</summary>
    public required bool Maintenance { get; init; }

    /// <summary>Time until maintenance ends by itself; null if it is off or has no end.</summary>
    public required TimeSpan? MaintenanceLeft { get; init; }

    /// <summary>The daemon is giving everything up and ends.</summary>
    public required bool Stopping { get; init; }

    /// <summary>A planned restart is announced or not yet over.</summary>
    public required bool Restarting { get; init; }

    /// <summary>The peer.</summary>
    public required PeerSnapshot Peer { get; init; }

    /// <summary>The quorum device.</summary>
    public required DeviceSnapshot Device { get; init; }

    /// <summary>The watchdog.</summary>
    public required WatchdogSnapshot Watchdog { get; init; }

    /// <summary>The groups, in the configuration's order.</summary>
    public required IReadOnlyList<GroupSnapshot> Groups { get; init; }
}

/// <summary>What is known of the peer.</summary>
/// <param name="Seen">Whether it was ever heard.</param>
/// <param name="Suspect">Silent on every path for too long.</param>
/// <param name="Silence">Time since the last sign of life; null if there was none.</param>
/// <param name="Paths">
/// Each interlink, in the configuration's order (four entries; unused ones were never heard).
/// </param>
/// <param name="Device">Age of what its register last showed as new; null if nothing.</param>
/// <param name="Foreign">Records that are not ours are about.</param>
/// <param name="Fenced">It was fenced.</param>
/// <param name="FencingFailed">Fencing it failed.</param>
/// <param name="Flags">Its own flags.</param>
/// <param name="WallTime">Its wall clock in its newest record, for display.</param>
public sealed record PeerSnapshot(
    bool Seen,
    bool Suspect,
    TimeSpan? Silence,
    IReadOnlyList<PathSnapshot> Paths,
    TimeSpan? Device,
    bool Foreign,
    bool Fenced,
    bool FencingFailed,
    RecordFlags Flags,
    DateTimeOffset? WallTime);

/// <summary>One interlink.</summary>
/// <param name="Heard">Whether the peer was ever heard on it.</param>
/// <param name="Lost">Whether it has gone silent.</param>
/// <param name="Age">Time since the peer was last heard on it; null if never.</param>
public sealed record PathSnapshot(bool Heard, bool Lost, TimeSpan? Age);

/// <summary>The quorum device.</summary>
/// <param name="Ok">Its cycles succeed and are quick enough to take over.</param>
/// <param name="Lost">It does not answer.</param>
/// <param name="Slow">The last cycle took too long.</param>
/// <param name="LastCycle">Time of the last write-then-read.</param>
/// <param name="LongestRecentCycle">Longest such time lately, fading by 1 % a cycle.</param>
/// <param name="Errors">Failed requests since the start.</param>
/// <param name="InvalidPeerBlocks">Blocks of the peer's register that are invalid, 0 to 8.</param>
public sealed record DeviceSnapshot(
    bool Ok, bool Lost, bool Slow, TimeSpan LastCycle, TimeSpan LongestRecentCycle, long Errors, int InvalidPeerBlocks);

/// <summary>The watchdog of this host.</summary>
/// <param name="Present">Whether one is configured.</param>
/// <param name="Armed">Whether it is armed.</param>
/// <param name="Timeout">Its time-out as the driver programs it.</param>
/// <param name="Problem">Why it could not be armed; empty if it could.</param>
public sealed record WatchdogSnapshot(bool Present, bool Armed, TimeSpan Timeout, string Problem);

/// <summary>One group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its id.</param>
/// <param name="Phase">Where this node stands with it.</param>
/// <param name="Role">What this node publishes.</param>
/// <param name="Epoch">The epoch of that.</param>
/// <param name="PeerRole">What the peer published last.</param>
/// <param name="PeerEpoch">The epoch of that.</param>
/// <param name="Since">How long this phase has lasted.</param>
/// <param name="LeaseLeft">Time until the own lease ends; null if none is held.</param>
/// <param name="MarginToFence">
/// Time until this host would be reset if nothing renewed the lease; null if no lease.
/// </param>
/// <param name="Ready">This node could take it in a switchover.</param>
/// <param name="PeerReady">The peer could.</param>
/// <param name="PeerNotReadyBecause">Why the peer could not; empty if it could.</param>
/// <param name="FailedHere">A takeover failed here.</param>
/// <param name="FailedOnPeer">A takeover failed on the peer.</param>
/// <param name="GivenUp">Nothing more happens by itself.</param>
/// <param name="ServiceFailed">It is owned here and cannot be served.</param>
/// <param name="Problem">What is wrong, for people; empty if nothing is.</param>
/// <param name="Preferred">The preferred node.</param>
public sealed record GroupSnapshot(
    string Name,
    int Id,
    GroupPhase Phase,
    GroupRole Role,
    uint Epoch,
    GroupRole PeerRole,
    uint PeerEpoch,
    TimeSpan Since,
    TimeSpan? LeaseLeft,
    TimeSpan? MarginToFence,
    bool Ready,
    bool PeerReady,
    string PeerNotReadyBecause,
    bool FailedHere,
    bool FailedOnPeer,
    bool GivenUp,
    bool ServiceFailed,
    string Problem,
    int Preferred)
{
    /// <summary>The recovery after a takeover; null if the group is not served here.</summary>
    public RecoverySnapshot? Recovery { get; init; }
}
