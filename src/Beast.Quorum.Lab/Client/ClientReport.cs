namespace Beast.Quorum.Lab.Client;

/// <summary>A time without an acknowledged write.</summary>
/// <param name="Start">The last acknowledgement before it, in ticks of 100 ns.</param>
/// <param name="Length">How long it lasted, in ticks of 100 ns.</param>
public sealed record ClientGap(long Start, long Length);

/// <summary>What the client saw.</summary>
public sealed record ClientReport
{
    /// <summary>Writes that a host acknowledged.</summary>
    public long WritesAcked { get; init; }

    /// <summary>Acknowledged writes whose data is not there.</summary>
    public long WritesLost { get; init; }

    /// <summary>Reads that gave something else than was last acknowledged.</summary>
    public long WrongReads { get; init; }

    /// <summary>Reads that were compared.</summary>
    public long Reads { get; init; }

    /// <summary>Every gap over the threshold, in order; one that has not ended yet is the last.</summary>
    public IReadOnlyList<ClientGap> Gaps { get; init; } = [];

    /// <summary>The last acknowledgement, in ticks of 100 ns; 0 before the first.</summary>
    public long LastAck { get; init; }

    /// <summary>The first findings, in words.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];
}
