namespace Beast.Quorum.Lab.Pools;

/// <summary>A pool as one host has it.</summary>
internal sealed class ImportedPool
{
    internal required string Name { get; init; }

    internal required PoolLabel Label { get; init; }

    internal bool ReadOnly { get; init; }

    /// <summary>"-" (the default file), "none", or a path.</summary>
    internal string CacheFile { get; set; } = "-";

    /// <summary>How many of its zvols CTL holds open; not exportable while there is one.</summary>
    internal int OpenVolumes { get; set; }
}
