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
    private readonly long[] serving = new long[groups];
    private long fence;

    public void Publish(NodeState state)
    {
        Volatile.Write(ref fence, NodeMachine.FenceToken(state));
        for (int group = 0; group < until.Length; group++)
        {
            Volatile.Write(ref serving[group], NodeMachine.ServesUntil(state, group).Ticks);
            Publish(
                group,
                NodeMachine.CommandsAllowedFor(state, group),
                NodeMachine.CommandsAllowedUntil(state, group));
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

    /// <summary>Whether this node serves a group at this moment, with a lease that is not about to end.</summary>
    public bool Serves(int group) => MonotonicClock.Ticks < Volatile.Read(ref serving[group]);

    /// <summary>Whether the fence with that token is still wanted.</summary>
    public bool Fences(long token) => Volatile.Read(ref fence) == token;

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
