using Beast.Quorum.Core.Time;
using Beast.Quorum.Lab.Releases;
using Beast.Quorum.Lab.Runs;

namespace Beast.Quorum.Lab.Scenarios;

/// <summary>Something that happens to a pair, and what must come of it.</summary>
internal abstract class Scenario
{
    /// <summary>Time a daemon, a host or a plan may take on a busy machine; no figure, only a bound.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    public abstract string Name { get; }

    /// <summary>One sentence for people.</summary>
    public abstract string Story { get; }

    /// <summary>
    /// Whether the daemons use the lab's device servers, which can hang and fail, instead of the file.
    /// </summary>
    public virtual bool NeedsFaultyDevice => false;

    /// <summary>How the daemons of this scenario fence each other.</summary>
    public virtual LabFencing Fencing => LabFencing.None;

    /// <summary>The groups, pools and LUNs of the pair.</summary>
    public virtual LabLayout Layout => LabLayout.One;

    /// <summary>The FreeBSD that the scenario is about; null: any.</summary>
    public virtual SystemRelease? Release => null;

    /// <summary>Takeovers after a failure that the last round rightly caused; more are false.</summary>
    public virtual int Takeovers => 0;

    /// <summary>Whether the verdict must be fail: a control that proves that the checker can see.</summary>
    public virtual bool IsControl => false;

    /// <summary>One round. Begins with a served group and both nodes ready, and ends so.</summary>
    /// <returns>The death that the figures count from; null if nobody died.</returns>
    public abstract Death? Run(LabPair pair, int round);

    /// <summary>Longest wait before a silent peer's group is taken over, with room for everything around it.</summary>
    protected static TimeSpan TakeoverBound(LabPair pair) =>
        pair.Settings.Timing.PeerWait(pair.Settings.Timing.Watchdog) + Patience;

    /// <summary>Long enough for a takeover to begin, if one would.</summary>
    protected static TimeSpan LongEnough(LabPair pair)
    {
        QuorumTiming timing = pair.Settings.Timing;
        return timing.PeerWait(timing.Watchdog) + (4 * timing.Heartbeat) + TimeSpan.FromSeconds(1);
    }

    protected static void MustServe(LabPair pair, int node, string why, LabGroup? group = null)
    {
        if (pair.Daemons[node].Look(group?.Name) is not { Serves: true })
        {
            throw new LabFailureException($"node {node} should still serve {group?.Name}: {why}");
        }
    }

    /// <summary>Lets the pair stay as it is for long enough that a false takeover would show.</summary>
    protected static void NothingMoves(LabPair pair, int owner, string why)
    {
        pair.Timeline.Act($"{why}: nothing may move");
        pair.Pass(LongEnough(pair));
        MustServe(pair, owner, why);
    }

    /// <summary>The dead node comes back and becomes a standby that can take over.</summary>
    protected static void ComeBack(LabPair pair, int node, int bootRole = 1)
    {
        pair.PowerOn(node, bootRole);
        pair.AwaitReady(node, Patience);
    }

    /// <summary>The owner is reset by its watchdog, the other takes over, it comes back, the group goes home.</summary>
    protected static void ResetTakenOverAndBack(LabPair pair, int owner)
    {
        pair.AwaitDead(owner, Patience);
        pair.AwaitServing(1 - owner, TakeoverBound(pair));
        ComeBack(pair, owner);
        FailBack(pair, 1 - owner);
    }

    /// <summary>The group goes home by an operator's order.</summary>
    protected static void FailBack(LabPair pair, int from)
    {
        pair.Switchover(from);
        pair.AwaitServing(1 - from, Patience);
        pair.AwaitReady(from, Patience);
    }
}

/// <summary>Somebody died.</summary>
/// <param name="Node">Who.</param>
/// <param name="At">When, in ticks of the lab's clock.</param>
internal sealed record Death(int Node, long At);
