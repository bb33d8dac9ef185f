using System.Globalization;
using Beast.Quorum.Lab.Runs;

namespace Beast.Quorum.Lab.Scenarios;

/// <summary>Something holds the pool: for a moment, then for longer than the export may take.</summary>
internal sealed class BusyExport : Scenario
{
    private const string Busy = "pool is busy";
    private const int Moment = 4;
    private const int Long = 1_000_000;

    public override string Name => "busy-export";

    public override string Story =>
        "a switchover whose pool is busy: it waits and goes on; busy for longer, it is rolled back; nothing is lost";

    public override LabLayout Layout => LabLayout.One with { StepDeadline = "2s" };

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        MakeBusy(pair, owner, Moment);
        FailBack(pair, owner);
        owner = 1 - owner;
        MakeBusy(pair, owner, Long);
        (bool ok, string text) = pair.TrySwitchover(owner);
        if (ok)
        {
            throw new LabFailureException($"the switchover of a busy pool was said to go well: {text}");
        }

        pair.AwaitServing(owner, Patience);
        MakeBusy(pair, owner, 0);
        pair.AwaitReady(1 - owner, Patience);
        MustServe(pair, owner, "the switchover was rolled back");
        return null;
    }

    private static void MakeBusy(LabPair pair, int owner, int times)
    {
        pair.Timeline.Act($"the pool of node {owner} is {(times == 0 ? "free" : $"busy {times} times")}");
        pair.Order(owner, "fail", "export", times.ToString(CultureInfo.InvariantCulture), Busy);
    }
}
