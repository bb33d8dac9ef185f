using System.Globalization;
using Beast.Quorum.Platform.Sysctls;

namespace Beast.Quorum.Platform.Watchdogs;

/// <summary>One ioctl on the watchdog device; 0 or the errno.</summary>
/// <param name="request">The request number.</param>
/// <param name="argument">Its argument, in and out; 32 bits are its low half, which comes first in memory.</param>
internal delegate int WatchdogControl(nuint request, ref long argument);

/// <summary>
/// The time-out that FreeBSD's watchdog(4) has in force, whoever set it: WDIOC_GETTIMEOUT of either generation, and
/// hw.watchdog.wd_last_msecs (new) or wd_last_u (old, the exponent) where the kernel lacks the request. None of them
/// says which driver answered, nor what it made of the value.
/// </summary>
internal sealed class FidoTimeout(WatchdogControl control, ISysctl sysctl)
{
    private const string Exponent = "hw.watchdog.wd_last_u", Milliseconds = "hw.watchdog.wd_last_msecs";

    /// <summary>The time-out in force, zero while nothing is armed; null if the kernel tells it in no way.</summary>
    internal TimeSpan? Read(bool useOld) => Ask(useOld) ?? (useOld ? FromExponent() : FromMilliseconds());

    /// <summary>The same, by request only: allocates nothing.</summary>
    internal TimeSpan? Ask(bool useOld)
    {
        long answer = 0;
        nuint request = (uint)(useOld ? WatchdogNumbers.OldGetTimeout : WatchdogNumbers.GetTimeout).FreeBsd!.Value;
        if (control(request, ref answer) != 0)
        {
            return null;
        }

        return useOld ? OfExponent((uint)answer & (uint)WatchdogNumbers.Interval.FreeBsd!.Value)
            : answer < 0 ? null : PowerOfTwo.FromFixedPoint(answer);
    }

    private TimeSpan? FromExponent() => Number(Exponent) is { } power ? OfExponent((ulong)power & 0xFF) : null;

    private TimeSpan? FromMilliseconds() => Number(Milliseconds) is { } found && found < int.MaxValue
        ? TimeSpan.FromMilliseconds(found)
        : null;

    private long? Number(string name) => sysctl.Read(name) is { Ok: true } result
        && long.TryParse(result.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;

    private static TimeSpan? OfExponent(ulong power) => power switch
    {
        0 => TimeSpan.Zero,
        <= PowerOfTwo.ExponentMax => PowerOfTwo.ToTimeSpan((int)power),
        _ => null,
    };
}
