using System.Diagnostics;

namespace Beast.Quorum.Lab.Clock;

/// <summary>
/// The one clock of the lab: CLOCK_MONOTONIC in ticks of 100 ns, so that the records of different processes of one
/// machine can be compared.
/// </summary>
public static class LabClock
{
    private static readonly long UnitsPerTick = Stopwatch.Frequency / TimeSpan.TicksPerSecond;

    /// <summary>Now, in ticks of 100 ns since an arbitrary origin of this boot of the machine.</summary>
    public static long Now => Stopwatch.GetTimestamp() / UnitsPerTick;

    /// <summary>Milliseconds in a number of ticks.</summary>
    public static double Milliseconds(long ticks) => ticks / (double)TimeSpan.TicksPerMillisecond;

    /// <summary>Ticks in a number of milliseconds.</summary>
    public static long FromMilliseconds(double milliseconds) => (long)(milliseconds * TimeSpan.TicksPerMillisecond);
}
