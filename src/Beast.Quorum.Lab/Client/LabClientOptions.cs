namespace Beast.Quorum.Lab.Client;

/// <summary>How the client works.</summary>
public sealed record LabClientOptions
{
    /// <summary>The files in which the hosts publish their portals' ports; see LabDirectory.Portal.</summary>
    public required IReadOnlyList<string> PortalFiles { get; init; }

    /// <summary>The LUN.</summary>
    public int Lun { get; init; }

    /// <summary>How many blocks are written in turn.</summary>
    public int Blocks { get; init; } = 256;

    /// <summary>The first block, so that several clients can share a LUN.</summary>
    public long FirstBlock { get; init; }

    /// <summary>From the start of one write to the start of the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>After which a request on a path has failed.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A longer time without an acknowledged write is a gap.</summary>
    public TimeSpan GapThreshold { get; init; } = TimeSpan.FromMilliseconds(100);
}
