using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Runs;

namespace Beast.Quorum.Lab.Scenarios;

/// <summary>
/// One of the daemons is killed at a random moment and started again at once, again and again, whatever the pair is
/// doing then: adopting, taking over, rejoining. Where the watchdog was quicker than the new daemon, the host boots.
/// </summary>
internal sealed class Kills : Scenario
{
    private const int KillsInRound = 8;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public override string Name => "kills";

    public override string Story =>
        "kill -9 of one daemon or the other at random moments, eight times a round, and a new start at once";

    /// <summary>
    /// Who is killed in the middle of something may rightly lose the group; judged are service, servers and data.
    /// </summary>
    public override int Takeovers => int.MaxValue;

    public override Death? Run(LabPair pair, int round)
    {
        Random random = new((int)(((long)pair.Settings.Seed + (round * 7919L)) & int.MaxValue));
        double longest = (2 * pair.Settings.Timing.SuspectAfter).TotalMilliseconds;
        for (int kill = 1; kill <= KillsInRound; kill++)
        {
            int victim = random.Next(2);
            double moment = random.NextDouble() * longest;
            long until = LabClock.Now + TimeSpan.FromMilliseconds(moment).Ticks;
            while (LabClock.Now < until)
            {
                pair.KeepUp(0);
                pair.KeepUp(1);
                pair.Pass(TimeSpan.FromTicks(Math.Clamp(until - LabClock.Now, 0, Look.Ticks)));
            }

            pair.Timeline.Act($"kill -9 {kill} of the daemon of node {victim} after {moment:0} ms, and a new start");
            pair.Daemons[victim].Kill();
            pair.KeepUp(victim);
        }

        pair.AwaitWhole(TakeoverBound(pair) + Patience);
        return null;
    }
}
