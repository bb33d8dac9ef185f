using Beast.Quorum.Core.Recovery;

namespace Beast.Quorum.Storage.Recovery;

/// <summary>What <c>zpool status</c> prints about one pool.</summary>
internal sealed record PoolStatus
{
    public required string Pool { get; init; }

    /// <summary>ONLINE, DEGRADED, FAULTED, OFFLINE, UNAVAIL, REMOVED or (OpenZFS) SUSPENDED.</summary>
    public required string State { get; init; }

    /// <summary>What is wrong, in one line; empty if there is no such line.</summary>
    public string Status { get; init; } = "";

    /// <summary>What ZFS advises, in one line; empty if nothing.</summary>
    public string Action { get; init; } = "";

    /// <summary>The message's id, such as <c>ZFS-8000-8A</c>; empty if there is none.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>
    /// Each scan that is told of; newer versions tell of a scrub and of the rebuild of each device apart.
    /// </summary>
    public IReadOnlyList<PoolScan> Scans { get; init; } = [];

    /// <summary>The pool itself, then what it is made of, as listed.</summary>
    public IReadOnlyList<PoolDevice> Devices { get; init; } = [];

    /// <summary>The line about data errors; empty if there is none, as for a pool that cannot be opened.</summary>
    public string Errors { get; init; } = "";

    /// <summary>Objects with permanent errors, where they are listed (<c>-v</c>).</summary>
    public IReadOnlyList<string> Objects { get; init; } = [];

    /// <summary>
    /// Number of data errors; null if the line does not tell, which it does only if there are some.
    /// </summary>
    public long? ErrorCount { get; init; }
}

/// <summary>A row of the configuration.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">ONLINE and so on, AVAIL or INUSE of a spare.</param>
/// <param name="Read">Read errors, as printed (<c>1.2K</c>); "0" where the row has no counters.</param>
/// <param name="Write">Write errors.</param>
/// <param name="Checksum">Checksum errors.</param>
/// <param name="Note">What follows, such as <c>too many errors</c>; empty if nothing does.</param>
internal sealed record PoolDevice(string Name, string State, string Read, string Write, string Checksum, string Note)
{
    public bool HasErrors => Read != "0" || Write != "0" || Checksum != "0";
}

/// <summary>A scrub or resilver.</summary>
/// <param name="Progress">How far it has come.</param>
/// <param name="IsScrub">A scrub of the whole pool, as against a resilver or a scrub of known errors only.</param>
/// <param name="Text">ZFS's own words, in one line.</param>
internal sealed record PoolScan(ScanProgress Progress, bool IsScrub, string Text)
{
    /// <summary>0 to 100, while it runs.</summary>
    public double? Percent { get; init; }

    /// <summary>Time left, while it runs; null if it gives no estimate.</summary>
    public TimeSpan? Left { get; init; }

    /// <summary>Rate of reading metadata, or of everything in old versions, such as <c>12.3M</c> a second.</summary>
    public string ScanRate { get; init; } = "";

    /// <summary>Rate of the checks themselves; empty in old versions, which do not tell.</summary>
    public string IssueRate { get; init; } = "";

    /// <summary>What was repaired or resilvered, such as <c>1K</c>; empty if it does not say.</summary>
    public string Repaired { get; init; } = "";

    /// <summary>Errors that a finished scan could not repair.</summary>
    public long? Errors { get; init; }
}
