namespace Beast.Quorum.Daemon.Status;

/// <summary>Maintenance.</summary>
/// <param name="On">Whether it is on.</param>
/// <param name="LeftS">Seconds until it ends by itself; null if it is off or has no end.</param>
public sealed record MaintenanceStatus(bool On, double? LeftS);

/// <summary>The thresholds, in milliseconds.</summary>
/// <param name="Name">Name of the preset, or <c>custom</c>.</param>
/// <param name="HeartbeatMs">Heartbeat period h.</param>
/// <param name="LongestCycleMs">Longest tolerated device cycle c.</param>
/// <param name="SettleLimitMs">Settle limit x.</param>
/// <param name="SuspectAfterMs">Silence before the peer is suspect, s.</param>
/// <param name="LeaseMs">Lease L.</param>
/// <param name="DemoteBudgetMs">Demote budget d.</param>
/// <param name="WatchdogMs">Watchdog time-out W that is asked for.</param>
/// <param name="MarginMs">Margin mu.</param>
/// <param name="PeerWaitMs">Silence after which a takeover without fencing may start, P.</param>
/// <param name="FenceWaitMs">Silence after which fencing may start, F.</param>
public sealed record TimingStatus(
    string Name,
    double HeartbeatMs,
    double LongestCycleMs,
    double SettleLimitMs,
    double SuspectAfterMs,
    double LeaseMs,
    double DemoteBudgetMs,
    double WatchdogMs,
    double MarginMs,
    double PeerWaitMs,
    double FenceWaitMs);

/// <summary>Fencing.</summary>
/// <param name="Method">The first method: <c>none</c>, <c>command</c> or <c>scsi-pr</c>.</param>
/// <param name="Methods">All methods, in the order in which they are tried.</param>
/// <param name="AcceptedNoFencing">Whether <c>i_accept_no_fencing</c> is set.</param>
public sealed record FencingStatus(string Method, IReadOnlyList<string> Methods, bool AcceptedNoFencing);

/// <summary>The other node.</summary>
/// <param name="Node">Its id.</param>
/// <param name="Seen">Whether it was ever heard.</param>
/// <param name="Suspect">Silent on every path for too long.</param>
/// <param name="SilenceMs">Milliseconds since its last sign of life; null if there was none.</param>
/// <param name="Interlinks">Each configured interlink.</param>
/// <param name="DeviceAgeMs">Milliseconds since its register showed something new; null if it never did.</param>
/// <param name="Foreign">Records that are not ours are about.</param>
/// <param name="Fenced">It was fenced.</param>
/// <param name="FencingFailed">Fencing it failed.</param>
/// <param name="Maintenance">It says that maintenance is on.</param>
/// <param name="Stopping">It is away on purpose.</param>
/// <param name="WatchdogArmed">Its watchdog is armed.</param>
/// <param name="DeviceOk">Its quorum device answers in time.</param>
/// <param name="InterlinkOk">It hears this node over an interlink.</param>
/// <param name="ServiceOk">It sees no fault in what it serves.</param>
/// <param name="WallTime">Its wall clock in its newest record; null if it was never heard.</param>
public sealed record PeerStatus(
    int Node,
    bool Seen,
    bool Suspect,
    double? SilenceMs,
    IReadOnlyList<InterlinkStatus> Interlinks,
    double? DeviceAgeMs,
    bool Foreign,
    bool Fenced,
    bool FencingFailed,
    bool Maintenance,
    bool Stopping,
    bool WatchdogArmed,
    bool DeviceOk,
    bool InterlinkOk,
    bool ServiceOk,
    DateTimeOffset? WallTime);

/// <summary>One interlink.</summary>
/// <param name="Local">Own address and port.</param>
/// <param name="Peer">The peer's address and port.</param>
/// <param name="Heard">Whether the peer was ever heard on it.</param>
/// <param name="Lost">Whether it has gone silent.</param>
/// <param name="AgeMs">Milliseconds since the peer was last heard on it; null if never.</param>
public sealed record InterlinkStatus(string Local, string Peer, bool Heard, bool Lost, double? AgeMs);

/// <summary>The quorum device.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Ok">Its cycles succeed and are quick enough to take over.</param>
/// <param name="Lost">It does not answer.</param>
/// <param name="Slow">The last cycle took too long.</param>
/// <param name="LastCycleMs">Milliseconds of the last write-then-read.</param>
/// <param name="LongestRecentCycleMs">Longest such time lately.</param>
/// <param name="Errors">Failed requests since the start.</param>
/// <param name="InvalidPeerBlocks">Blocks of the peer's register that are invalid, 0 to 8.</param>
public sealed record DeviceStatus(
    string Path,
    bool Ok,
    bool Lost,
    bool Slow,
    double LastCycleMs,
    double LongestRecentCycleMs,
    long Errors,
    int InvalidPeerBlocks);

/// <summary>The watchdog of this host.</summary>
/// <param name="Present">Whether one is configured.</param>
/// <param name="Armed">Whether it is armed.</param>
/// <param name="TimeoutMs">Its time-out as the driver programs it.</param>
/// <param name="Problem">Why it could not be armed; empty if it could.</param>
public sealed record WatchdogStatus(bool Present, bool Armed, double TimeoutMs, string Problem);

/// <summary>One group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its id.</param>
/// <param name="Owner">The node that holds its lease as far as this node knows; null for none.</param>
/// <param name="Served">Whether its owner serves it, as against taking it over or giving it up.</param>
/// <param name="Phase">Where this node stands with it, such as <c>serving</c> or <c>standby</c>.</param>
/// <param name="Role">What this node publishes: unknown, none, claim, own, releasing, released.</param>
/// <param name="Epoch">The epoch of that.</param>
/// <param name="PeerRole">What the peer published last.</param>
/// <param name="PeerEpoch">The epoch of that.</param>
/// <param name="SinceS">Seconds this phase has lasted.</param>
/// <param name="LeaseLeftMs">Milliseconds until the own lease ends; null if none is held.</param>
/// <param name="MarginToFenceMs">Milliseconds until this host would be reset if nothing renewed the lease; null if no
/// lease.</param>
/// <param name="Ready">This node could take it in a switchover.</param>
/// <param name="PeerReady">The peer could.</param>
/// <param name="PeerNotReadyBecause">Why the peer could not; empty if it could.</param>
/// <param name="FailedHere">A takeover failed here.</param>
/// <param name="FailedOnPeer">A takeover failed on the peer.</param>
/// <param name="GivenUp">Nothing more happens by itself.</param>
/// <param name="ServiceFailed">It is owned here and cannot be served.</param>
/// <param name="Problem">What is wrong with it; empty if nothing is.</param>
/// <param name="Preferred">The preferred node.</param>
public sealed record GroupStatus(
    string Name,
    int Id,
    int? Owner,
    bool Served,
    string Phase,
    string Role,
    uint Epoch,
    string PeerRole,
    uint PeerEpoch,
    double SinceS,
    double? LeaseLeftMs,
    double? MarginToFenceMs,
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
    /// <summary>The recovery after a takeover; null if it is not served here, or nothing was to be read.</summary>
    public RecoveryStatus? Recovery { get; init; }
}
