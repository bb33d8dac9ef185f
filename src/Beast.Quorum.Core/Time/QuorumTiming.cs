namespace Beast.Quorum.Core.Time;

/// <summary>
/// Every threshold of the protocol. All waits anywhere in the program derive from these values,
/// so that the inequalities of <see cref="TimingProof"/> speak for the whole of it.
/// </summary>
/// <remarks>
/// Both nodes must use the same values; the quorum device's header and every record carry
/// <see cref="Fingerprint"/>. The watchdog's real time-out may differ from node to node (drivers round it up),
/// so what depends on it takes it as an argument.
/// </remarks>
public sealed record QuorumTiming
{
    /// <summary>Largest relative drift between the two monotonic clocks (rho): 1 %.</summary>
    public const double Drift = 0.01;

    /// <summary>Name of the preset, or <c>custom</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Heartbeat period (h) on the device and on every interlink, jittered by 10 %.</summary>
    public required TimeSpan Heartbeat { get; init; }

    /// <summary>Longest write-then-read that is tolerated (c). A slower device cannot support a takeover.</summary>
    public required TimeSpan LongestCycle { get; init; }

    /// <summary>How long a claim may take to settle before it is withdrawn (x).</summary>
    public required TimeSpan SettleLimit { get; init; }

    /// <summary>Silence on every path before the peer is suspect (s).</summary>
    public required TimeSpan SuspectAfter { get; init; }

    /// <summary>How long a renewal lets the owner serve (L).</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>Time kept back at the end of a lease for an orderly demotion (d).</summary>
    public required TimeSpan DemoteBudget { get; init; }

    /// <summary>The watchdog time-out that is asked of the driver (W).</summary>
    public required TimeSpan Watchdog { get; init; }

    /// <summary>Allowance for the reset of a host and for clock grain (mu).</summary>
    public required TimeSpan Margin { get; init; }

    /// <summary>
    /// How long an owner must have been silent before its group may be taken over without fencing (P):
    /// L·(1+rho)/(1-rho)+mu, or with a watchdog too coarse for two periods inside the lease (L+W)·(1+rho)/(1-rho)+mu.
    /// </summary>
    /// <param name="watchdog">The peer's watchdog time-out as its driver programmed it; zero if it has none.</param>
    public TimeSpan PeerWait(TimeSpan watchdog) =>
        Stretch(IsCoarse(watchdog) ? Lease + watchdog : Lease) + Margin;

    /// <summary>
    /// Silence after which a living owner has begun to demote (F): (L-d)·(1+rho)/(1-rho)+h. Fencing earlier would
    /// reset an owner that is only slow.
    /// </summary>
    public TimeSpan FenceWait => Stretch(Lease - DemoteBudget) + Heartbeat;

    /// <summary>
    /// Time before the end of a lease after which the watchdog is no longer patted: 2W, or W if coarse.
    /// </summary>
    /// <param name="watchdog">The time-out as the driver programmed it.</param>
    public TimeSpan PatWindow(TimeSpan watchdog) => IsCoarse(watchdog) ? watchdog : watchdog * 2;

    /// <summary>
    /// Whether two watchdog periods do not fit into the lease, so that the pat window is only one wide.
    /// </summary>
    /// <param name="watchdog">The time-out as the driver programmed it.</param>
    public bool IsCoarse(TimeSpan watchdog) => 2 * watchdog + 2 * LongestCycle + Heartbeat > Lease;

    /// <summary>Oldest completion at which a conclusive read still counts as evidence: c + 2h.</summary>
    public TimeSpan ReadAge => LongestCycle + 2 * Heartbeat;

    /// <summary>
    /// A number that differs when any value differs. Two nodes with different fingerprints refuse each other.
    /// The name does not count: equal values under another name are equal.
    /// </summary>
    public ulong Fingerprint
    {
        get
        {
            // FNV-1a over the values in a fixed order.
            ulong hash = 14695981039346656037;
            ReadOnlySpan<long> values =
            [
                Heartbeat.Ticks, LongestCycle.Ticks, SettleLimit.Ticks, SuspectAfter.Ticks,
                Lease.Ticks, DemoteBudget.Ticks, Watchdog.Ticks, Margin.Ticks,
            ];
            foreach (long value in values)
            {
                for (int shift = 0; shift < 64; shift += 8)
                {
                    hash = (hash ^ (byte)(value >> shift)) * 1099511628211;
                }
            }

            return hash;
        }
    }

    private static TimeSpan Stretch(TimeSpan span) =>
        new((long)Math.Ceiling(span.Ticks * ((1 + Drift) / (1 - Drift))));
}
