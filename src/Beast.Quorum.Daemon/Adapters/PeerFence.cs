using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.Fencing;
using Beast.Quorum.Daemon.Loop;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>Fences the peer by the configured methods, on a thread of its own.</summary>
internal sealed class PeerFence(IReadOnlyList<IFenceMethod> methods, Func<long, bool> goesOn, EventQueue queue)
{
    public void Start(long token)
    {
        Thread thread = new(() => queue.Post(Run(token)), 512 * 1024) { IsBackground = true, Name = "fence peer" };
        thread.Start();
    }

    private NodeEvent Run(long token)
    {
        FenceAnswer answer = FenceMethods.Run(methods, () => goesOn(token));
        return NodeEvent.FenceEnded(token, answer.Ok, answer.Text);
    }
}
