namespace Beast.Quorum.Platform.Watchdogs;

/// <summary>
/// Watchdog times are powers of two of a nanosecond: 2^30 ns is 1.07 s. Exponents 20 (1 ms) to 43 (2.4 h) are used.
/// As a TimeSpan they are rounded down to 100 ns; the conversions back allow for that.
/// </summary>
internal static class PowerOfTwo
{
    internal const int ExponentMin = 20;
    internal const int ExponentMax = 43;

    internal static TimeSpan ToTimeSpan(int exponent) => new((1L << exponent) / TimeSpan.NanosecondsPerTick);

    /// <summary>The smallest exponent whose time is not below <paramref name="asked"/>.</summary>
    internal static int AtLeast(TimeSpan asked)
    {
        int exponent = ExponentMin;
        while (exponent < ExponentMax && ToTimeSpan(exponent) < asked)
        {
            exponent++;
        }

        return exponent;
    }

    /// <summary>The largest time not above <paramref name="limit"/>, or zero.</summary>
    internal static TimeSpan LargestNotAbove(TimeSpan limit)
    {
        int exponent = ExponentMax;
        while (exponent >= ExponentMin && ToTimeSpan(exponent) > limit)
        {
            exponent--;
        }

        return exponent < ExponentMin ? TimeSpan.Zero : ToTimeSpan(exponent);
    }

    /// <summary>2^exponent nanoseconds as sbintime_t: seconds times 2^32, rounded down.</summary>
    internal static long ToFixedPoint(int exponent) => (long)(((Int128)1 << (exponent + 32)) / 1_000_000_000);

    /// <summary>The time of an sbintime_t, at most 68 years.</summary>
    internal static TimeSpan FromFixedPoint(long value) =>
        new((long)(((Int128)value * TimeSpan.TicksPerSecond) >> 32));
}
