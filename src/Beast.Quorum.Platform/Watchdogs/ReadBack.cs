using System.Globalization;

namespace Beast.Quorum.Platform.Watchdogs;

/// <summary>
/// Compares the time-out that was asked for with the one that is in force. The waits of the protocol are proved for
/// the first, so a watchdog that runs with another is none.
/// </summary>
internal static class ReadBack
{
    /// <summary>Above what the conversions between milliseconds, 2^n ns and 32.32 fixed point lose.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1.5);

    /// <summary>Whether two time-outs are the same one.</summary>
    internal static bool Agree(TimeSpan one, TimeSpan other) => (one - other).Duration() <= Rounding;

    /// <summary>What to say of a time-out that is not the one asked for.</summary>
    internal static string Refusal(TimeSpan asked, TimeSpan found) =>
        $"asked for {Seconds(asked)} s, but it reads back {Seconds(found)} s: either its driver cannot do what timing "
        + "asks, then change timing.watchdog, or another program sets it too (watchdogd must not run)";

    /// <summary>What to say when the time-out was changed between two pats.</summary>
    internal static string Rival(TimeSpan ours, TimeSpan found) =>
        $"set to {Seconds(ours)} s, but it reads back {Seconds(found)} s: another program sets it too, and its pats "
        + "keep this host alive when beastq wants it to be reset: stop watchdogd";

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
