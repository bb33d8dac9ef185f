namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>
/// One controller. Ages count ticks of its own clock, and stop at the value where they make no difference.
/// </summary>
internal struct Node
{
    public const byte Unarmed = 15;

    public Daemon Daemon;
    public Phase Phase;

    /// <summary>Cycles that count towards the phase's end.</summary>
    public byte Count;

    /// <summary>Ticks until t + L; while adopting until start + L. Zero: expired.</summary>
    public byte Lease;

    public byte Silence;
    public byte ConclusiveAge;
    public byte ClaimAge;

    /// <summary>Ticks until the watchdog resets the host, or <see cref="Unarmed"/>.</summary>
    public byte Watchdog;

    /// <summary>The pat was decided, and the daemon paused before it reached the driver.</summary>
    public bool PatPending;

    public WriteState Write;
    public Publication Sent;

    /// <summary>The peer saw a later record over the interlink while the write hung.</summary>
    public bool Superseded;

    public byte WriteAge;
    public byte PreviousAge;
    public bool CycleDone;

    /// <summary>Two or more blocks of the peer's ring can't be read here, the newest ones among them.</summary>
    public bool Blind;

    /// <summary>The peer's newest record, over any path.</summary>
    public Publication Seen;

    /// <summary>Of the claim or term.</summary>
    public byte Epoch;

    /// <summary>The highest epoch seen; in the state file, so it outlives daemon and host.</summary>
    public byte Highest;

    /// <summary>The last epoch in which this node served; also in the state file.</summary>
    public byte LastOwned;

    public bool Stopping;

    public readonly bool IsRunning => Daemon == Daemon.Running;

    public readonly bool Serves =>
        Daemon != Daemon.Off && Phase is (Phase.Serving or Phase.Demoting or Phase.Adopting);

    public readonly bool Leases => Phase is Phase.Confirmed or Phase.Serving or Phase.Demoting;
}
