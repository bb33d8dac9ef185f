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

    /// <summary>
    /// Whether every request takes the other path than the one before it did (gmultipath -A), and not only one that
    /// failed. A head that is secondary forwards then (ha_mode 2).
    /// </summary>
    public bool ActiveActive { get; init; }

    /// <summary>
    /// kern.iscsi.fail_on_disconnection: whether a request on a session that broke fails, and goes to the other path.
    /// Without it the request waits for the session to come back, however long that takes.
    /// </summary>
    public bool FailOnDisconnection { get; init; } = true;
}
