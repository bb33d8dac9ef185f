using Beast.Quorum.Lab.Records;

namespace Beast.Quorum.Lab.Verdicts;

/// <summary>A time during which both hosts were able to do what only one may.</summary>
/// <param name="Kind">What both could do.</param>
/// <param name="Subject">The pool, or <c>POOL LUN</c>.</param>
/// <param name="From">Its start, in ticks of 100 ns.</param>
/// <param name="To">Its end, in ticks of 100 ns.</param>
public sealed record Overlap(ServingKind Kind, string Subject, long From, long To)
{
    /// <summary>Every overlap of the two hosts' intervals; touching ends do not overlap.</summary>
    public static IReadOnlyList<Overlap> Find(ServingHistory history, ServingKind kind, long end)
    {
        ArgumentNullException.ThrowIfNull(history);
        var found = new List<Overlap>();
        foreach (ServingInterval a in history.Intervals(0, kind, end))
        {
            foreach (ServingInterval b in history.Intervals(1, kind, end))
            {
                long from = Math.Max(a.From, b.From), to = Math.Min(a.To, b.To);
                if (a.Subject == b.Subject && from < to)
                {
                    found.Add(new Overlap(kind, a.Subject, from, to));
                }
            }
        }

        return found;
    }
}
