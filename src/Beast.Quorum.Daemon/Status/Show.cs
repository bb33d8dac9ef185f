using System.Globalization;

namespace Beast.Quorum.Daemon.Status;

/// <summary>Durations as people read them.</summary>
internal static class Show
{
    /// <summary><c>4 ms</c>, <c>4.6 s</c>, <c>3 min 12 s</c>, <c>5 h 20 min</c>, <c>12 d 4 h</c>.</summary>
    /// <param name="milliseconds">The duration; negative ones count as zero.</param>
    public static string Span(double milliseconds)
    {
        double ms = Math.Max(0, milliseconds);
        long seconds = (long)(ms / 1000);
        return ms < 999.5 ? Text($"{ms:0} ms")
            : ms < 59_950 ? Text($"{ms / 1000:0.#} s")
            : seconds < 3600 ? Text($"{seconds / 60} min {seconds % 60} s")
            : seconds < 86400 ? Text($"{seconds / 3600} h {seconds % 3600 / 60} min")
            : Text($"{seconds / 86400} d {seconds % 86400 / 3600} h");
    }

    /// <summary>The same, or a dash.</summary>
    public static string Span(double? milliseconds) => milliseconds is { } known ? Span(known) : "-";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
