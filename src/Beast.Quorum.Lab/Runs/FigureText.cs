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
            timeline.Line(Invariant($"    writes acknowledged / lost       {round.WritesAcked,9} / {round.WritesLost}"));
            timeline.Line(Invariant($"    both serving / both imported     {round.DoubleServingMs,9:0} / {round.DoubleImportMs:0} ms"));
            timeline.Line(Invariant($"    false takeovers / wrong reads    {round.FalseTakeovers,9} / {round.WrongReads}"));
            foreach (string finding in round.Findings)
            {
                timeline.Line($"    finding: {finding}");
            }
        }

        timeline.Line($"verdict of {report.Scenario}: {report.Verdict}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
