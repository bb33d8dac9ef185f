namespace Beast.Quorum.Core.Recovery;

/// <summary>What a look at the errors of one pool came to.</summary>
public enum PoolCondition
{
    /// <summary>No error is known.</summary>
    Sound,

    /// <summary>It could not be read, so nothing is known.</summary>
    Unread,

    /// <summary>Data errors, devices with errors, or a pool that does not work.</summary>
    Damaged,
}

/// <summary>How far the last scrub or resilver of a pool has come.</summary>
public enum ScanProgress
{
    /// <summary>There was none.</summary>
    None,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It was paused, and goes on when somebody says so.</summary>
    Paused,

    /// <summary>It was ended before its time.</summary>
    Canceled,

    /// <summary>It went through the whole pool.</summary>
    Finished,
}

/// <summary>The errors and the scan of one pool, as <c>zpool status</c> shows them.</summary>
public sealed record PoolFinding
{
    /// <summary>The pool.</summary>
    public required string Pool { get; init; }

    /// <summary>What it comes to.</summary>
    public required PoolCondition Condition { get; init; }

    /// <summary>ONLINE, DEGRADED and so on; empty if it could not be read.</summary>
    public string State { get; init; } = "";

    /// <summary>How far the last scan has come.</summary>
    public ScanProgress Scan { get; init; }

    /// <summary>Whether that scan is a scrub, as against a resilver.</summary>
    public bool IsScrub { get; init; }

    /// <summary>How much of a running scan is done, 0 to 100; null if it does not say.</summary>
    public double? Percent { get; init; }

    /// <summary>Time left of a running scan; null if it does not say.</summary>
    public TimeSpan? Left { get; init; }

    /// <summary>The scan in ZFS's own words, in one line.</summary>
    public string ScanText { get; init; } = "";

    /// <summary>The errors in ZFS's own words, in one line; or why they could not be read.</summary>
    public string Errors { get; init; } = "";

    /// <summary>What is damaged, a line each: devices with their counters, then objects.</summary>
    public IReadOnlyList<string> Damage { get; init; } = [];

    /// <summary>What ZFS advises; empty if nothing.</summary>
    public string Advice { get; init; } = "";
}
