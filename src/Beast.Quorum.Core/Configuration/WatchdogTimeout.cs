using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Configuration;

/// <summary>
/// What becomes of the time-out that is asked of a watchdog, by which the waits are proved before there is one. The
/// adapters program the same; a test holds both together.
/// </summary>
public static class WatchdogTimeout
{
    /// <summary>
    /// On FreeBSD the next power of two of a nanosecond (sys/watchdog.h), on Linux whole seconds, rounded down, at
    /// least one (linux/watchdog.h).
    /// </summary>
    public static TimeSpan Programmed(WatchdogKind kind, TimeSpan asked)
    {
        if (kind == WatchdogKind.Linux)
        {
            return TimeSpan.FromSeconds(Math.Max(1, Math.Floor(asked.TotalSeconds)));
        }

        int exponent = 20;
        while (TimingPresets.WatchdogPeriod(exponent) < asked && exponent < 60)
        {
            exponent++;
        }

        return TimingPresets.WatchdogPeriod(exponent);
    }
}
