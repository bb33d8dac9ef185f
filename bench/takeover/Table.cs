using System.Globalization;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Bench.Takeover;

/// <summary>Prints a measurement, and judges the one figure that has a bound.</summary>
internal static class Table
{
    private const string Detect = "detect_ms";

    /// <summary>The bound is the peer's wait, four heartbeats, and this for everything else.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(300);

    /// <summary>Prints the table.</summary>
    /// <returns>Whether the verdict is pass, and the median of detection within its bound.</returns>
    public static bool Print(Measurement measurement, TextWriter output)
    {
        List<Round> counted = [.. measurement.Rounds.Where(round => !round.LoopWasLate)];
        List<Round> late = [.. measurement.Rounds.Where(round => round.LoopWasLate)];
        Line(output, $"preset {measurement.Preset}: {measurement.Rounds.Count} rounds, verdict {measurement.Verdict}");
        foreach (Round round in late)
        {
            string detect = round.Figures[Detect] is { } value ? Invariant($"{value:0} ms") : "none";
            Line(output, $"  left out: round {round.Number}, a daemon's loop was late ({Detect}: {detect})");
        }

        Line(output, $"  {"figure",-20}{"min",10}{"median",10}{"max",10}   of {counted.Count} rounds");
        foreach (string name in counted.SelectMany(round => round.Figures.Keys).Distinct())
        {
            List<double> values = [.. counted.Select(round => round.Figures[name]).OfType<double>().Order()];
            if (values.Count > 0)
            {
                Line(output, $"  {name,-20}{values[0],10:0}{Median(values),10:0}{values[^1],10:0}");
            }
        }

        return Judge(measurement, counted, output);
    }

    private static bool Judge(Measurement measurement, List<Round> counted, TextWriter output)
    {
        QuorumTiming timing = TimingPresets.Find(measurement.Preset)!;
        double bound = (timing.PeerWait(timing.Watchdog) + (4 * timing.Heartbeat) + Slack).TotalMilliseconds;
        List<double> detections = [.. counted.Select(round => round.Figures[Detect]).OfType<double>().Order()];
        if (detections.Count == 0)
        {
            Line(output, $"  no round counts: run it again on a quieter machine");
            return false;
        }

        double ratio = Median(detections) / bound;
        string verdict = ratio <= 1 ? "within" : "TOO LONG";
        Line(output, $"  median {Detect} / (P + 4h + 0.3 s = {bound:0} ms) = {ratio:0.00}: {verdict}");
        return ratio <= 1 && measurement.Verdict == "pass";
    }

    private static double Median(List<double> sorted) => sorted.Count % 2 == 1
        ? sorted[sorted.Count / 2]
        : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;

    private static void Line(TextWriter output, FormattableString text) => output.WriteLine(Invariant(text));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
