using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Platform.Polling;

namespace Beast.Quorum.Daemon.Loop;

/// <summary>
/// Hands snapshots of the state to other threads; they are made by the decision thread, when asked for.
/// </summary>
internal sealed class SnapshotDesk(WakePipe wake)
{
    private readonly Lock gate = new();
    private readonly List<TaskCompletionSource<NodeSnapshot>> waiting = [];
    private volatile bool wanted;

    /// <summary>The state now; null if the decision thread does not answer in time.</summary>
    public NodeSnapshot? Take(TimeSpan within)
    {
        TaskCompletionSource<NodeSnapshot> order = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Add(order);
            wanted = true;
        }

        wake.Wake();
        return order.Task.Wait(within) ? order.Task.Result : null;
    }

    /// <summary>Called by the decision thread after its steps.</summary>
    public void Serve(NodeState state, Instant now)
    {
        if (!wanted)
        {
            return;
        }

        NodeSnapshot snapshot = SnapshotBuilder.Build(state, now);
        lock (gate)
        {
            foreach (TaskCompletionSource<NodeSnapshot> order in waiting)
            {
                order.TrySetResult(snapshot);
            }

            waiting.Clear();
            wanted = false;
        }
    }
}
