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
        long gap = client.Gaps.Where(gap => gap.Start + gap.Length > start && gap.Start < end)
            .Select(gap => gap.Length).DefaultIfEmpty(0).Max();
        round = round with { ClientGapMs = LabClock.Milliseconds(gap), WritesAcked = client.WritesAcked };
        if (death is null)
        {
            return round;
        }

        int survivor = 1 - death.Node;
        CommandRecord? first = CommandRecord.Load(pair.Files.CommandLog(survivor))
            .FirstOrDefault(command => command.Started > death.At && IsTakeover(command.Command));
        ServingInterval? served = history.Intervals(survivor, ServingKind.Serve, LabClock.Now)
            .Where(interval => interval.From > death.At).MinBy(interval => interval.From);
        return round with
        {
            DetectMs = first is null ? null : LabClock.Milliseconds(first.Started - death.At),
            TakeoverMs = first is null || served is null ? null : LabClock.Milliseconds(served.From - first.Started),
        };
    }

    /// <summary>The commands of a takeover; looking (list, get, tur) is none.</summary>
    private static bool IsTakeover(string command) =>
        command.StartsWith("zpool import", StringComparison.Ordinal)
        || command.Contains("ha_role=0", StringComparison.Ordinal);
}
