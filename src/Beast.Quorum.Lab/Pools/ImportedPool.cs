namespace Beast.Quorum.Lab.Pools;

/// <summary>A pool as one host has it.</summary>
internal sealed class ImportedPool
{
    internal required string Name { get; init; }

    /// <summary>The label as this host knows it.</summary>
    internal required PoolLabel Label { get; set; }

    internal bool ReadOnly { get; init; }

    /// <summary>"-" (the default file), "none", or a path.</summary>
    internal string CacheFile { get; set; } = "-";

    /// <summary>How many of its zvols CTL holds open; not exportable while there is one.</summary>
    internal int OpenVolumes { get; set; }

    /// <summary>Whether its I/O is suspended.</summary>
    internal Suspension Suspension { get; } = new();

    /// <summary>Whether the devices do not answer, though they are there: zpool clear does not help yet.</summary>
    internal bool Troubled { get; set; }
}
