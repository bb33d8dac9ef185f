namespace Beast.Quorum.Daemon.Status;

/// <summary>The recovery of a group after a takeover from a node that failed.</summary>
/// <param name="Stage"><c>none</c>, <c>unread</c>, <c>scrubbing</c> or <c>needed</c>; the group moves only by force
/// unless it is <c>none</c>.</param>
/// <param name="Scrubbed">Every pool whose scrub was begun since the takeover was scrubbed to the end.</param>
/// <param name="Unfinished">What is unfinished; empty if nothing is.</param>
/// <param name="ReadSAgo">Seconds since the pools were read.</param>
/// <param name="Pools">What was read; empty before the first look.</param>
public sealed record RecoveryStatus(
    string Stage, bool Scrubbed, string Unfinished, double ReadSAgo, IReadOnlyList<PoolRecoveryStatus> Pools);

/// <summary>Errors and scan of one pool.</summary>
/// <param name="Pool">Its name.</param>
/// <param name="Condition"><c>sound</c>, <c>unread</c> or <c>damaged</c>.</param>
/// <param name="State">ONLINE, DEGRADED and so on; empty if it could not be read.</param>
/// <param name="Scan"><c>none</c>, <c>running</c>, <c>paused</c>, <c>canceled</c> or <c>finished</c>.</param>
/// <param name="IsScrub">Whether that is a scrub, as against a resilver.</param>
/// <param name="Percent">How much of a running scan is done, 0 to 100; null if it does not say.</param>
/// <param name="LeftS">Seconds left of it; null if it does not say.</param>
/// <param name="ScanText">The scan in ZFS's words.</param>
/// <param name="Errors">The errors in ZFS's words, or why they could not be read.</param>
/// <param name="Damage">What is damaged: devices with their counters, then objects; at most 101 lines.</param>
/// <param name="Advice">What ZFS advises; empty if nothing.</param>
public sealed record PoolRecoveryStatus(
    string Pool,
    string Condition,
    string State,
    string Scan,
    bool IsScrub,
    double? Percent,
    double? LeftS,
    string ScanText,
    string Errors,
    IReadOnlyList<string> Damage,
    string Advice);
