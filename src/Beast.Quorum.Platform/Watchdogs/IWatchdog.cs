using Beast.Quorum.Platform.Devices;

namespace Beast.Quorum.Platform.Watchdogs;

/// <summary>
/// Something independent of this process that resets the host unless it is patted in time. Not thread-safe. Disposing
/// it never disarms: a daemon that dies leaves its watchdog armed.
/// </summary>
public interface IWatchdog : IDisposable
{
    /// <summary>What it is armed with, as it was read back where that is possible; zero while disarmed.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>The errno of the last call that returned false, else 0.</summary>
    public int LastError { get; }

    /// <summary>
    /// Why the last call returned false, in words; with the numbers where a time-out is not as asked.
    /// </summary>
    public string Problem => Errno.Describe(LastError);

    /// <summary>Whether there is a watchdog at all.</summary>
    public bool IsPresent { get; }

    /// <summary>
    /// Arms it with <see cref="Effective"/> of <paramref name="timeout"/>, starting now; also changes the time. A
    /// time-out that reads back otherwise is refused: it is disarmed again if it was not armed before.
    /// </summary>
    /// <returns>Whether it is armed now; if not, see <see cref="Problem"/>.</returns>
    public bool Arm(TimeSpan timeout);

    /// <summary>
    /// Starts the time anew. Allocates nothing while all is well. False if it failed, if nothing is armed, or if
    /// another program was found to set the time-out too; in that last case the time was started anew all the same.
    /// </summary>
    public bool Pat();

    /// <summary>Switches it off. False if that failed: it may still fire.</summary>
    public bool Disarm();

    /// <summary>
    /// What asking for <paramref name="asked"/> programs: on FreeBSD the next power of two of a nanosecond that is not
    /// below it, rounded down to 100 ns; on Linux whole seconds, rounded down, at least one.
    /// </summary>
    public TimeSpan Effective(TimeSpan asked);

    /// <summary>
    /// The largest value it can be programmed to that is not above <paramref name="limit"/>; zero if none.
    /// </summary>
    public TimeSpan LargestNotAbove(TimeSpan limit);
}
