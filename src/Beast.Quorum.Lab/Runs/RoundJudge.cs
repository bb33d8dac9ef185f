using Beast.Quorum.Lab.Client;
using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Records;
using Beast.Quorum.Lab.Scenarios;

namespace Beast.Quorum.Lab.Runs;

/// <summary>Measures a round from the hosts' own records and the client's.</summary>
internal static class RoundJudge
{
    public static RoundFigures Measure(
        LabPair pair,
        ServingHistory history,
        ClientReport client,
        RoundFigures round,
        long start,
        long end,
        Death? death)
    {
        // A gap belongs to the round of its middle: its start may lie a write before the round that caused it.
        long gap = client.Gaps
            .Where(gap => gap.Start + (gap.Length / 2) > start && gap.Start + (gap.Length / 2) < end)
            .Select(gap => gap.Length).DefaultIfEmpty(0).Max();
        round = round with { ClientGapMs = LabClock.Milliseconds(gap), WritesAcked = client.WritesAcked };
        if (death is null)
        {
            return round;
        }

        int survivor = 1 - death.Node;
        CommandRecord? first = CommandRecord.Load(pair.Files.CommandLog(survivor))
            .FirstOrDefault(command => command.Started > death.At && IsTakeover(command.Command));
        long? served = Served(history, death);
        return round with
        {
            DetectMs = first is null ? null : LabClock.Milliseconds(first.Started - death.At),
            TakeoverMs = first is null || served is null ? null : LabClock.Milliseconds(served.Value - first.Started),
        };
    }

    /// <summary>When the survivor served the last of what the dead one had served; null if it never did.</summary>
    private static long? Served(ServingHistory history, Death death)
    {
        IReadOnlyList<ServingInterval> taken = history.Intervals(1 - death.Node, ServingKind.Serve, LabClock.Now);
        long? last = null;
        foreach (string subject in history.Intervals(death.Node, ServingKind.Serve, LabClock.Now)
            .Where(interval => interval.From <= death.At && interval.To >= death.At)
            .Select(interval => interval.Subject).Distinct())
        {
            ServingInterval? first = taken
                .Where(interval => interval.Subject == subject && interval.From > death.At)
                .MinBy(interval => interval.From);
            if (first is null)
            {
                return null;
            }

            last = Math.Max(last ?? 0, first.From);
        }

        return last;
    }

    /// <summary>The commands of a takeover; looking (list, get, tur) is none.</summary>
    private static bool IsTakeover(string command) =>
        command.StartsWith("zpool import", StringComparison.Ordinal)
        || command.Contains("ha_role=0", StringComparison.Ordinal)
        || command.Contains("ha_role=primary", StringComparison.Ordinal);
}
