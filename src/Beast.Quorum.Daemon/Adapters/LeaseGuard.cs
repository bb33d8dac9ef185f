using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Platform.Clock;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>
/// S5, the second of the pair: whether a command of a plan may start at this very moment. The decision thread publishes
/// the plan and its limit after every step; the thread that starts a process asks right before.
/// </summary>
internal sealed class LeaseGuard(int groups)
{
    private readonly long[] plan = new long[groups];
    private readonly long[] until = new long[groups];
    private readonly long[] upkeepUntil = new long[groups];

    public void Publish(NodeState state)
    {
        for (int group = 0; group < until.Length; group++)
        {
            Publish(
                group,
                NodeMachine.CommandsAllowedFor(state, group),
                NodeMachine.CommandsAllowedUntil(state, group));
            PublishUpkeep(group, NodeMachine.UpkeepAllowedUntil(state, group));
        }
    }

    /// <summary>Whether a command of the plan with that token may start now.</summary>
    public bool MayStart(int group, long token)
    {
        // Asked before and after: a limit that was read belongs to this plan only if the plan did not change meanwhile.
        bool before = Volatile.Read(ref plan[group]) == token;
        long limit = Volatile.Read(ref until[group]);
        return before && Volatile.Read(ref plan[group]) == token && MonotonicClock.Ticks < limit;
    }

    /// <summary>Whether this node serves the group, so that a command that keeps it up may start now.</summary>
    public bool MayKeepUp(int group) => MonotonicClock.Ticks < Volatile.Read(ref upkeepUntil[group]);

    internal void PublishUpkeep(int group, Instant limit) => Volatile.Write(ref upkeepUntil[group], limit.Ticks);

    internal void Publish(int group, long token, Instant limit)
    {
        if (plan[group] != token)
        {
            Volatile.Write(ref plan[group], 0);
        }

        Volatile.Write(ref until[group], limit.Ticks);
        Volatile.Write(ref plan[group], token);
    }
}
