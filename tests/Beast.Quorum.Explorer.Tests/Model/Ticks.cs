namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>
/// The timing in ticks of one heartbeat; the longest cycle c is shorter than a tick and counts as 0.
/// The relations are those that the daemon proves at its start; a test holds these numbers to them.
/// </summary>
internal static class Ticks
{
    public const int Heartbeat = 1;
    public const int Cycle = 0;
    public const int Suspect = 2;
    public const int Settle = 3;
    public const int Lease = 6;
    public const int Demote = 2;
    public const int Watchdog = 2;

    /// <summary>What two clocks may differ by over a lease: a tick that one of them loses.</summary>
    public const int Drift = 1;

    /// <summary>A reset that is due in a tick happens before the next: one tick of margin.</summary>
    public const int Margin = 1;

    public const int Wait = Lease + Drift + Margin;

    /// <summary>How old the newest conclusive read may be: c + 2h.</summary>
    public const int ConclusiveLimit = Cycle + (2 * Heartbeat);

    public const int OwnLimit = 2 * Suspect;

    /// <summary>D of a planned restart.</summary>
    public const int Stop = 3;

    /// <summary>The count at which a claim is settled: two writes, then reads up to 2h after the second.</summary>
    public const int SettledCount = 5;
}
