using System.Globalization;

namespace Beast.Quorum.Daemon.Configuration;

/// <summary>
/// Durations as they stand in the configuration: a whole number and a unit, <c>250ms</c>, <c>5s</c>, <c>10m</c>,
/// <c>1h</c>.
/// </summary>
internal static class DurationText
{
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("h", TimeSpan.TicksPerHour),
        ("ms", TimeSpan.TicksPerMillisecond),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
    ];

    public static TimeSpan? Parse(string text)
    {
        int digits = text.TakeWhile(char.IsAsciiDigit).Count();
        long ticks = Units.FirstOrDefault(unit => unit.Unit == text[digits..]).Ticks;
        bool isNumber = long.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out long count);
        return ticks > 0 && isNumber && count <= TimeSpan.MaxValue.Ticks / ticks ? new TimeSpan(count * ticks) : null;
    }

    /// <summary>The shortest text that reads back as the same duration; parts of a millisecond are cut off.</summary>
    public static string Format(TimeSpan span)
    {
        // Cut off, not rounded up: a preset's watchdog is a power of two, and a trifle more would be the next one.
        long ticks = span.Ticks - span.Ticks % TimeSpan.TicksPerMillisecond;
        (string unit, long size) = Units
            .OrderByDescending(candidate => candidate.Ticks)
            .First(candidate => ticks % candidate.Ticks == 0 && (ticks > 0 || candidate.Unit == "s"));
        return string.Create(CultureInfo.InvariantCulture, $"{ticks / size}{unit}");
    }
}
