using System.Globalization;
using System.Text.RegularExpressions;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Tests.Scenarios;

/// <summary>
/// Times as the outputs show them: half seconds, so that a datagram that comes a millisecond later changes no file.
/// </summary>
internal static partial class Rounding
{
    public static string Halves(TimeSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(span.TotalSeconds * 2) / 2:0.0} s");

    /// <summary>Rounds what was measured in a reason, and leaves the thresholds of the preset as they are.</summary>
    public static string Reason(string reason, QuorumTiming timing) => Duration().Replace(reason, match =>
    {
        double value = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        TimeSpan span = match.Groups[2].Value == "s" ? TimeSpan.FromSeconds(value) : TimeSpan.FromMilliseconds(value);
        TimeSpan[] thresholds = [timing.LongestCycle, timing.SettleLimit, timing.SuspectAfter, timing.Lease];
        return thresholds.Contains(span) ? match.Value : "about " + Halves(span);
    });

    /// <summary><c>MakeClaim</c> as <c>make claim</c>.</summary>
    public static string Words(string name) =>
        Capital().Replace(name, match => (match.Index > 0 ? " " : "") + match.Value.ToLowerInvariant());

    [GeneratedRegex(@"(\d+(?:\.\d+)?) (ms|s)\b")]
    private static partial Regex Duration();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
