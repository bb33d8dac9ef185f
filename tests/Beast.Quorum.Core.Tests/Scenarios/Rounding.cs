using System.Globalization;
using System.Text.RegularExpressions;

namespace Beast.Quorum.Core.Tests.Scenarios;

/// <summary>
/// Times as the outputs show them: half seconds, so that a datagram that comes a millisecond later changes no file.
/// </summary>
internal static partial class Rounding
{
    public static string Halves(TimeSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(span.TotalSeconds * 2) / 2:0.0} s");

    /// <summary>Rounds what was measured in a reason; what comes from the configuration is round already.</summary>
    public static string Reason(string reason) => Duration().Replace(reason, match =>
    {
        double value = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        bool seconds = match.Groups[2].Value == "s";
        double grain = seconds ? 0.1 : 10;
        if (Math.Abs(value - (Math.Round(value / grain) * grain)) < grain / 1000)
        {
            return match.Value;
        }

        TimeSpan span = seconds ? TimeSpan.FromSeconds(value) : TimeSpan.FromMilliseconds(value);
        return "about " + Halves(span);
    });

    /// <summary><c>MakeClaim</c> as <c>make claim</c>.</summary>
    public static string Words(string name) =>
        Capital().Replace(name, match => (match.Index > 0 ? " " : "") + match.Value.ToLowerInvariant());

    [GeneratedRegex(@"(\d+(?:\.\d+)?) (ms|s)\b")]
    private static partial Regex Duration();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
