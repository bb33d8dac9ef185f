using System.Numerics;

namespace Beast.Quorum.Daemon.Doctor.Reading;

/// <summary>What watchdog(4) makes of a time-out: the next power of two of a nanosecond (sys/watchdog.h).</summary>
internal static class WatchdogTime
{
    public static TimeSpan Effective(TimeSpan asked) => new((long)(BitOperations.RoundUpToPowerOf2(
        (ulong)Math.Clamp((long)asked.TotalMicroseconds, 1000, 1L << 40) * 1000) / TimeSpan.NanosecondsPerTick));
}
