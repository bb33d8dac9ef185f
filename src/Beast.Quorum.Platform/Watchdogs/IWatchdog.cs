namespace Beast.Quorum.Platform.Watchdogs;

/// <summary>
/// Something independent of this process that resets the host unless it is patted in time. Not thread-safe. Disposing
/// it never disarms: a daemon that dies leaves its watchdog armed.
/// </summary>
public interface IWatchdog : IDisposable
{
    /// <summary>What it is armed with, as the driver programmed it; zero while disarmed.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>The errno of the last call that returned false, else 0.</summary>
    public int LastError { get; }

    /// <summary>Whether there is a watchdog at all.</summary>
    public bool IsPresent { get; }

    /// <summary>
    /// Arms it with <see cref="Effective"/> of <paramref name="timeout"/>, starting now; also changes the time.
    /// </summary>
    /// <returns>Whether it is armed now; if not, see <see cref="LastError"/>.</returns>
    public bool Arm(TimeSpan timeout);

    /// <summary>Starts the time anew. Allocates nothing. False if it failed or nothing is armed.</summary>
    public bool Pat();

    /// <summary>Switches it off. False if that failed: it may still fire.</summary>
    public bool Disarm();

    /// <summary>
    /// What the driver would program: the next power of two of a nanosecond that is not below
    /// <paramref name="asked"/>, rounded down to 100 ns.
    /// </summary>
    public TimeSpan Effective(TimeSpan asked);

    /// <summary>
    /// The largest value it can be programmed to that is not above <paramref name="limit"/>; zero if none.
    /// </summary>
    public TimeSpan LargestNotAbove(TimeSpan limit);
}
