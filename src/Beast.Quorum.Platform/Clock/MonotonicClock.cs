using System.Diagnostics;

namespace Beast.Quorum.Platform.Clock;

/// <summary>
/// The host's monotonic clock (CLOCK_MONOTONIC): the same origin for all processes of one boot, never set back,
/// independent of the wall clock.
/// </summary>
public static class MonotonicClock
{
    private static readonly long PerTick = Stopwatch.Frequency / TimeSpan.TicksPerSecond;

    /// <summary>Now, in ticks of 100 ns. Allocates nothing; may be called from any thread.</summary>
    public static long Ticks => PerTick * TimeSpan.TicksPerSecond == Stopwatch.Frequency
        ? Stopwatch.GetTimestamp() / PerTick
        : (long)((Int128)Stopwatch.GetTimestamp() * TimeSpan.TicksPerSecond / Stopwatch.Frequency);

    /// <summary>
    /// A deadline <paramref name="span"/> from now, in the same ticks; saturates instead of overflowing.
    /// </summary>
    public static long After(TimeSpan span)
    {
        long now = Ticks;
        return span.Ticks > long.MaxValue - now ? long.MaxValue : now + span.Ticks;
    }

    /// <summary>The time that is left until <paramref name="deadline"/>; zero once it has passed.</summary>
    public static TimeSpan Until(long deadline) => new(Math.Max(0, deadline - Ticks));
}
