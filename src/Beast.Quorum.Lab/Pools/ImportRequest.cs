namespace Beast.Quorum.Lab.Pools;

/// <summary>What <c>zpool import</c> was asked for.</summary>
internal sealed record ImportRequest(string Name)
{
    internal bool Force { get; init; }

    internal bool ReadOnly { get; init; }

    /// <summary>-m: without its log disk.</summary>
    internal bool WithoutLog { get; init; }

    /// <summary>-F: giving up the last transactions.</summary>
    internal bool Rewind { get; init; }

    internal string CacheFile { get; init; } = "-";

    /// <summary>Take it without looking at anything: the negative control, which no real system offers.</summary>
    internal bool IgnoreEverything { get; init; }
}
