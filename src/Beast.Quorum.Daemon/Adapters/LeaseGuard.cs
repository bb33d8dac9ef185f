using Beast.Quorum.Core.Machine;
using Beast.Quorum.Platform.Clock;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>
/// S5, the second of the pair: whether a command of a group may start at this very moment. The decision thread
/// publishes
/// the limit after every step; the thread that starts a process asks right before.
/// </summary>
internal sealed class LeaseGuard(int groups)
{
    private readonly long[] until = new long[groups];

    public void Publish(NodeState state)
    {
        for (int group = 0; group < until.Length; group++)
        {
            Volatile.Write(ref until[group], NodeMachine.CommandsAllowedUntil(state, group).Ticks);
        }
    }

    public bool MayStart(int group) => MonotonicClock.Ticks < Volatile.Read(ref until[group]);
}
