using System.Globalization;
using System.Text.RegularExpressions;
using Beast.Quorum.Core.Recovery;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Recovery;

/// <summary>
/// Reads the scan of <c>zpool status</c> in the words of illumos ZFS (FreeBSD 10.4 to 12) and of OpenZFS 2.x, which
/// differ in the progress lines and in how they write durations.
/// </summary>
internal static partial class ScanText
{
    /// <summary>Reads the text behind <c>scan:</c> with the lines that continue it.</summary>
    /// <param name="lines">The first line, then the others.</param>
    /// <param name="scan">What it says.</param>
    /// <returns>False if it is none of the known texts: then nobody knows whether a scan runs.</returns>
    public static bool TryParse(IReadOnlyList<string> lines, out PoolScan scan)
    {
        string text = OneLine.Of(string.Join(' ', lines));
        scan = new PoolScan(ScanProgress.None, false, text);
        string first = lines.Count > 0 ? OneLine.Of(lines[0]) : "";
        if (first == "none requested")
        {
            return true;
        }

        Match match = Beginning().Match(first);
        if (!match.Success)
        {
            return false;
        }

        bool scrub = match.Groups["what"].Value is "scrub" or "thorough scrub";
        scan = Progress(match.Groups["how"].Value) switch
        {
            ScanProgress.Running => Running(text, scrub),
            ScanProgress.Finished => Finished(text, scrub),
            var progress => new PoolScan(progress, scrub, text),
        };
        return true;
    }

    private static ScanProgress Progress(string how) => how switch
    {
        "in progress" => ScanProgress.Running,
        "paused" => ScanProgress.Paused,
        "canceled" => ScanProgress.Canceled,
        _ => ScanProgress.Finished,
    };

    private static PoolScan Running(string text, bool scrub)
    {
        MatchCollection rates = Rate().Matches(text);
        return new PoolScan(ScanProgress.Running, scrub, text)
        {
            Percent = Percentage(text),
            Left = Left(text),
            ScanRate = rates.Count > 0 ? rates[0].Groups[1].Value : "",
            IssueRate = rates.Count > 1 ? rates[1].Groups[1].Value : "",
            Repaired = Repaired().Match(text).Groups[1].Value,
        };
    }

    private static PoolScan Finished(string text, bool scrub)
    {
        Match end = End().Match(text);
        return new PoolScan(ScanProgress.Finished, scrub, text)
        {
            Repaired = end.Groups["size"].Value,
            Errors = end.Success
                ? long.Parse(end.Groups["errors"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
                : null,
        };
    }

    private static double? Percentage(string text)
    {
        Match done = Done().Match(text);
        return done.Success
            ? double.Parse(done.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            : null;
    }

    private static TimeSpan? Left(string text)
    {
        Match left = ToGo().Match(text);
        return !left.Success ? null
            : new TimeSpan(Number(left, "days"), Number(left, "hours"), Number(left, "minutes"),
                Number(left, "seconds"));
    }

    // At most six digits, so that neither the number nor the span can overflow.
    private static int Number(Match match, string group) => match.Groups[group].Success
        ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
        : 0;

    [GeneratedRegex("^(?<what>thorough scrub|error scrub|scrub|resilver)(?: \\([^)]{1,80}\\))? "
        + "(?<how>in progress|paused|canceled)\\b|^(?<what>thorough scrub|error scrub|scrub|resilver)ed\\b"
        + "|^(?<what>thorough scrub|error scrub|scrub) (?<how>repaired)\\b", RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();

    [GeneratedRegex(" ([0-9]{1,3}(?:\\.[0-9]{1,3})?)% done", RegexOptions.CultureInvariant)]
    private static partial Regex Done();

    [GeneratedRegex("(?:(?<days>[0-9]{1,6}) days? )?(?<hours>[0-9]{1,6}):(?<minutes>[0-9]{2}):(?<seconds>[0-9]{2}) to "
        + "go|(?<hours>[0-9]{1,6})h(?<minutes>[0-9]{1,2})m to go", RegexOptions.CultureInvariant)]
    private static partial Regex ToGo();

    [GeneratedRegex(" at ([0-9.]{1,8}[A-Z]?)/s", RegexOptions.CultureInvariant)]
    private static partial Regex Rate();

    [GeneratedRegex(" ([0-9.]{1,8}[A-Z]?) (?:repaired|resilvered),", RegexOptions.CultureInvariant)]
    private static partial Regex Repaired();

    [GeneratedRegex("(?:repaired|resilvered)(?: \\([^)]{1,80}\\))? (?<size>[0-9.]{1,8}[A-Z]?) in .{1,40}? with "
        + "(?<errors>[0-9]{1,12}) errors on ", RegexOptions.CultureInvariant)]
    private static partial Regex End();
}
