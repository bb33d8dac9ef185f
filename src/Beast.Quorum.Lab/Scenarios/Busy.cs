using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Faults;
using Beast.Quorum.Lab.Runs;

namespace Beast.Quorum.Lab.Scenarios;

/// <summary>
/// Every processor is busy with other work. The watchdog may reset a host whose daemon gets no time; a takeover without
/// that is false.
/// </summary>
internal sealed class Busy : Scenario
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(20);
    private int resets;

    public override string Name => "busy";

    public override string Story => "all processors are busy for 20 s; nothing moves unless a watchdog fires";

    public override int Takeovers => resets;

    public override Death? Run(LabPair pair, int round)
    {
        long start = LabClock.Now;
        using (BusyProcessors busy = new(2 * Environment.ProcessorCount))
        {
            pair.Timeline.Act($"{busy.Count} processes keep {Environment.ProcessorCount} processors busy");
            while (LabClock.Now < start + Time.Ticks)
            {
                pair.Pass(TimeSpan.FromMilliseconds(200));
                pair.KeepUp(0);
                pair.KeepUp(1);
            }

            busy.MustRun();
        }

        pair.AwaitWhole(TakeoverBound(pair) + Patience);
        resets = pair.WatchdogResets(start);
        return null;
    }
}
