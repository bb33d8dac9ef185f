using System.Globalization;

namespace Beast.Quorum.Simulation.Runs;

/// <summary>The sum of many seeds.</summary>
internal sealed class BatchReport
{
    private readonly SortedDictionary<string, TimeSpan> slowest = new(StringComparer.Ordinal);

    public int Seeds { get; private set; }

    public List<SeedResult> Violations { get; } = [];

    public TimeSpan Simulated { get; private set; }

    public TimeSpan Quiet { get; private set; }

    public TimeSpan Elapsed { get; set; }

    public int Owned { get; private set; }

    public SeedSums Sums { get; } = new();

    public void Add(SeedResult result)
    {
        Seeds++;
        Simulated += result.Simulated;
        Quiet += result.Quiet;
        Owned += result.Takeovers > 0 ? 1 : 0;
        Sums.Add(result);
        if (result.ServedAfter > slowest.GetValueOrDefault(result.Timing))
        {
            slowest[result.Timing] = result.ServedAfter;
        }

        if (result.Violation is not null)
        {
            Violations.Add(result);
        }
    }

    /// <summary>The report; its last line is the one that scripts read.</summary>
    public IEnumerable<string> Lines()
    {
        double share = Seeds == 0 ? 0 : 100.0 * Owned / Seeds;
        yield return Text($"{Sums}");
        yield return Text($"{share:0.0} % of the seeds reached own; slowest return of service: {Slowest()}");
        int mistakes = Violations.Count(result => result.Violation!.Contains(": S9: ", StringComparison.Ordinal)
            || result.Violation.Contains(": false takeover: ", StringComparison.Ordinal));
        yield return Text(
            $"{mistakes} false failovers in {Quiet.TotalHours:0} node-hours that gave no reason to stop");
        yield return Text(
            $"{Seeds} seeds, {2 * Simulated.TotalHours:0} node-hours, {Violations.Count} violations");
    }

    private string Slowest() => string.Join(", ", slowest.Select(entry =>
        Text($"{entry.Key} {entry.Value.TotalSeconds:0} s")));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How often things happened.</summary>
internal sealed class SeedSums
{
    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    public void Add(SeedResult result)
    {
        Add("takeovers", result.Takeovers);
        Add("fences", result.Fences);
        Add("watchdog resets", result.WatchdogResets);
        Add("self-fences", result.SelfFences);
        Add("withdrawals", result.Withdrawals);
        Add("adoptions", result.Adoptions);
        Add("releases", result.Releases);
        Add("rollbacks", result.RollBacks);
        Add("failed takeovers", result.FailedTakeovers);
    }

    public override string ToString() =>
        string.Join(", ", counts.Select(entry => FormattableString.Invariant($"{entry.Value} {entry.Key}")));

    private void Add(string what, int count) => counts[what] = counts.GetValueOrDefault(what) + count;
}
