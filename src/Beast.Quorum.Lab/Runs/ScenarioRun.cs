using System.Globalization;
using Beast.Quorum.Lab.Client;
using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Disks;
using Beast.Quorum.Lab.Pools;
using Beast.Quorum.Lab.Records;
using Beast.Quorum.Lab.Scenarios;
using Beast.Quorum.Lab.Verdicts;

namespace Beast.Quorum.Lab.Runs;

/// <summary>Runs one scenario in a pair of its own, and judges it by what the hosts and the client recorded.</summary>
internal sealed class ScenarioRun(Scenario scenario, LabSettings settings, string root, Timeline timeline)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly List<(RoundFigures Figures, long Start, long End, Death? Death, int Takeovers)> rounds = [];

    public RunReport Run(CancellationToken cancel)
    {
        timeline.Restart();
        timeline.Line($"scenario {scenario.Name}: {scenario.Story}");
        timeline.Line(string.Create(CultureInfo.InvariantCulture,
            $"  timing {settings.Timing.Name}, seed {settings.Seed}, files in {root}"));
        using LabPair pair = LabPair.Build(settings, scenario, root, timeline, cancel);
        string? broken = Play(pair, cancel);
        ClientReport client = Verify(pair, broken is null);
        IReadOnlyList<RoundFigures> figures = Judge(pair, client, broken);
        bool passed = figures.All(round => round.Findings.Count == 0);
        RunReport report = new()
        {
            Scenario = scenario.Name,
            Verdict = passed ? "pass" : "fail",
            Rounds = figures,
            Timing = settings.Timing.Name,
            Seed = settings.Seed,
            Version = settings.Version,
        };
        FigureText.Print(report, timeline);
        return report;
    }

    /// <summary>Plays the rounds; what broke, or null.</summary>
    private string? Play(LabPair pair, CancellationToken cancel)
    {
        int round = 0;
        long start = LabClock.Now;
        try
        {
            Begin(pair);
            pair.Client.Start();
            pair.Await("the client's first writes", Patience, () => pair.Client.LeastAcked > 20);
            for (; round < settings.Rounds; round++)
            {
                cancel.ThrowIfCancellationRequested();
                start = LabClock.Now;
                Death? death = scenario.Run(pair, round);
                Note(pair, round, start, death);
            }

            return null;
        }
        catch (LabFailureException failure) when (!LabRun.WasInterrupted(cancel))
        {
            Note(pair, round, start, null);
            return failure.Message;
        }
        catch (Exception fault) when (!LabRun.WasInterrupted(cancel))
        {
            Note(pair, round, start, null);
            return $"the lab itself failed: {fault}";
        }
    }

    /// <summary>Both on, every group at home: on a busy machine the other node may have been quicker.</summary>
    private static void Begin(LabPair pair)
    {
        pair.PowerOn(0);
        pair.PowerOn(1);
        foreach (LabGroup group in pair.Layout.Groups)
        {
            pair.Await($"group {group.Name} is served", Patience, () => pair.Owner(group) >= 0);
            int owner = pair.Owner(group);
            pair.AwaitReady(1 - owner, Patience, group);
            if (owner != group.Preferred)
            {
                pair.Switchover(owner, group);
                pair.AwaitServing(group.Preferred, Patience, group);
                pair.AwaitReady(owner, Patience, group);
            }
        }
    }

    private void Note(LabPair pair, int round, long start, Death? death)
    {
        string whose = death is null ? "" : string.Create(CultureInfo.InvariantCulture, $" of node {death.Node}");
        bool late = pair.Journals.Count("late", start) > 0;
        rounds.Add((new RoundFigures
        {
            Round = round + 1,
            What = scenario.Name + whose,
            LoopWasLate = late,
            WatchdogResets = pair.WatchdogResets(start),
        }, start, LabClock.Now, death, scenario.Takeovers));
    }

    private static ClientReport Verify(LabPair pair, bool served)
    {
        pair.Client.Stop();
        if (served)
        {
            pair.Client.VerifyThroughPortals(Patience);
        }

        PoolStore store = new(pair.Files.Pools);
        foreach (LabGroup group in pair.Layout.Groups)
        {
            foreach (LabLun lun in group.Luns)
            {
                pair.Client.VerifyDataFile(lun.Id, store.VolumePath(group.Name, lun.Volume));
            }
        }

        return pair.Client.Report;
    }

    private List<RoundFigures> Judge(LabPair pair, ClientReport client, string? broken)
    {
        ServingHistory history = ServingHistory.Load(pair.Files);
        for (int node = 0; node < 2; node++)
        {
            foreach (WatchdogRecord record in WatchdogRecord.Load(pair.Files.WatchdogLog(node)))
            {
                if (record.IsDeath)
                {
                    history.HostDied(node, record.At);
                }
            }
        }

        foreach ((int node, long at, bool isOut) in SharedDisks.Changes(pair.Files.Disks))
        {
            history.ShutOut(node, at, isOut);
        }

        foreach (ForcedImport forced in pair.Forced)
        {
            history.Excuse(forced.Node, forced.Pool, forced.At);
        }

        Verdict verdict = Verdict.Judge(history, client, LabClock.Now);
        List<RoundFigures> figures = [];
        for (int index = 0; index < rounds.Count; index++)
        {
            bool last = index == rounds.Count - 1;
            (RoundFigures round, long start, long end, Death? death, int rightly) = rounds[index];
            round = RoundJudge.Measure(pair, history, client, round, start, end, death);
            int takeovers = Between(pair, "takeover_begun", start, end) - Ordered(pair, start, end);
            int wrong = Math.Max(0, takeovers - rightly);
            List<string> findings = [];
            if (wrong > 0 && !scenario.IsControl)
            {
                findings.Add(string.Create(CultureInfo.InvariantCulture, $"{wrong} takeovers without a reason"));
            }

            // What the hosts and the client recorded is of the whole run; it stands in its last round.
            if (last)
            {
                findings.AddRange(verdict.Findings);
                findings.AddRange(broken is null ? [] : [broken]);
                round = round with
                {
                    WritesLost = verdict.WritesLost,
                    WrongReads = verdict.WrongReads,
                    DoubleServingMs = verdict.DoubleServingMs,
                    DoubleImportMs = verdict.DoubleImportMs,
                };
            }

            figures.Add(round with { FalseTakeovers = wrong, Findings = findings });
        }

        return figures;
    }

    /// <summary>A switchover that was not undone ends in a takeover on the other node; that one was ordered.</summary>
    private static int Ordered(LabPair pair, long start, long end) =>
        Between(pair, "switchover_begun", start, end) - Between(pair, "switchover_rolled_back", start, end);

    private static int Between(LabPair pair, string name, long start, long end) =>
        pair.Journals.Count(name, start) - pair.Journals.Count(name, end);
}
