using System.Globalization;

namespace Beast.Quorum.Lab.Runs;

/// <summary>The verdict and its figures, for people.</summary>
internal static class FigureText
{
    public static void Print(RunReport report, Timeline timeline)
    {
        foreach (RoundFigures round in report.Rounds)
        {
            string late = round.LoopWasLate ? " (a daemon's loop was late: the machine is busy)" : "";
            timeline.Line(Invariant($"  round {round.Round}: {round.What}{late}"));
            if (round.DetectMs is { } detect)
            {
                timeline.Line(Invariant($"    death to first takeover command  {detect,9:0} ms"));
            }

            if (round.TakeoverMs is { } takeover)
            {
                timeline.Line(Invariant($"    first command to service         {takeover,9:0} ms"));
            }

            timeline.Line(Invariant($"    longest gap of the client        {round.ClientGapMs,9:0} ms"));
            Pair(timeline, "writes acknowledged / lost", round.WritesAcked, round.WritesLost, "");
            Pair(timeline, "both serving / both imported", round.DoubleServingMs, round.DoubleImportMs, " ms");
            Pair(timeline, "false takeovers / wrong reads", round.FalseTakeovers, round.WrongReads, "");
            timeline.Line(Invariant($"    watchdog resets                  {round.WatchdogResets,9}"));
            foreach (string finding in round.Findings)
            {
                timeline.Line($"    finding: {finding}");
            }
        }

        timeline.Line($"verdict of {report.Scenario}: {report.Verdict}");
    }

    private static void Pair(Timeline timeline, string name, double one, double other, string unit) =>
        timeline.Line(Invariant($"    {name,-32} {one,9:0} / {other:0}{unit}"));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
