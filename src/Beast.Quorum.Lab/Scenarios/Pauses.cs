using Beast.Quorum.Core.Time;
using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Runs;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.Lab.Scenarios;

/// <summary>
/// A daemon is stopped and continued after half of s, after L and after 2·L: the standby's, where nothing may move, and
/// the owner's, which stops nothing if it is short, and whose watchdog resets the host if it is long.
/// </summary>
internal sealed class Pauses : Scenario
{
    /// <summary>How often a short pause is tried again on a machine that made it a long one.</summary>
    private const int Tries = 3;

    private int resets;

    public override string Name => "pauses";

    public override string Story =>
        "SIGSTOP of a daemon for half of s, L and 2 L: a standby's moves nothing, an owner's one server at most";

    public override int Takeovers => resets;

    public override Death? Run(LabPair pair, int round)
    {
        QuorumTiming timing = pair.Settings.Timing;
        long start = LabClock.Now;
        int owner = pair.Owner();
        foreach (TimeSpan time in (TimeSpan[])[timing.SuspectAfter / 2, timing.Lease, 2 * timing.Lease])
        {
            Pause(pair, 1 - owner, time);
            MustServe(pair, owner, "only the standby's daemon was stopped");
            pair.AwaitReady(1 - owner, Patience);
        }

        PauseShortly(pair, start);
        foreach (TimeSpan time in (TimeSpan[])[timing.Lease, 2 * timing.Lease])
        {
            owner = pair.Owner();
            int before = pair.WatchdogResets(start);
            Pause(pair, owner, time);
            if (pair.WatchdogResets(start) == before)
            {
                throw new LabFailureException(
                    $"the watchdog of node {owner} did not fire although its daemon was stopped for longer than W");
            }

            pair.AwaitServing(1 - owner, TakeoverBound(pair));
            pair.AwaitWhole(Patience);
        }

        resets = pair.WatchdogResets(start);
        return null;
    }

    /// <summary>Stops the owner's daemon for half of s. W is longer, so nothing happens.</summary>
    private static void PauseShortly(LabPair pair, long start)
    {
        QuorumTiming timing = pair.Settings.Timing;
        for (int attempt = 1; attempt <= Tries; attempt++)
        {
            int owner = pair.Owner();
            int before = pair.WatchdogResets(start);
            TimeSpan measured = Pause(pair, owner, timing.SuspectAfter / 2);
            pair.Pass(timing.Watchdog);
            if (pair.WatchdogResets(start) == before)
            {
                MustServe(pair, owner, "its daemon was stopped for half of s only");
                pair.AwaitReady(1 - owner, Patience);
                return;
            }

            // The last pat may be a cycle old. With a preset whose W is not above s/2 by that much it may fire.
            if (measured + (2 * timing.Heartbeat) < timing.Watchdog)
            {
                throw new LabFailureException(
                    $"the watchdog of node {owner} fired although its daemon was stopped for only {measured}");
            }

            pair.Timeline.Act($"the stop lasted {measured.TotalMilliseconds:0} ms, and the watchdog fired; "
                + "nothing is wrong with that");
            pair.AwaitServing(1 - owner, TakeoverBound(pair));
            pair.AwaitWhole(Patience);
        }
    }

    /// <summary>Stops a daemon and lets it go on; how long it stood still at most.</summary>
    private static TimeSpan Pause(LabPair pair, int node, TimeSpan time)
    {
        string whose = pair.Owner() == node ? "the owner's" : "the standby's";
        pair.Timeline.Act($"SIGSTOP of {whose} daemon, node {node}, for {time.TotalSeconds:0.##} s");
        long from = LabClock.Now;
        pair.Daemons[node].Signal(Signals.Stop);
        pair.Pass(time);
        pair.Daemons[node].Signal(Signals.Continue);
        return TimeSpan.FromTicks(LabClock.Now - from);
    }
}
