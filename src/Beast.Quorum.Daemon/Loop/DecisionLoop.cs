using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Adapters;
using Beast.Quorum.Daemon.Tracing;
using Beast.Quorum.Platform.Clock;
using Beast.Quorum.Platform.Polling;

namespace Beast.Quorum.Daemon.Loop;

/// <summary>
/// The one thread that decides. It waits for an event or for the moment that the machine asked for, an absolute
/// deadline, steps the machine and carries out the effects. In a quiet cycle it allocates nothing.
/// </summary>
internal sealed class DecisionLoop
{
    /// <summary>
    /// Most datagrams handled before the loop looks at its other events: a flood delays, it does not starve.
    /// </summary>
    private const int DatagramsAtOnce = 64;

    private readonly NodeState state;
    private readonly EventQueue queue;
    private readonly WakePipe wake;
    private readonly InterlinkSockets interlinks;
    private readonly EffectRunner effects;
    private readonly LeaseGuard guard;
    private readonly SnapshotDesk snapshots;
    private readonly TraceWriter? trace;
    private readonly Poller poller;
    private Instant wakeUp;
    private long iterations;

    public DecisionLoop(
        NodeState state,
        EventQueue queue,
        WakePipe wake,
        InterlinkSockets interlinks,
        EffectRunner effects,
        LeaseGuard guard,
        SnapshotDesk snapshots,
        TraceWriter? trace)
    {
        this.state = state;
        this.queue = queue;
        this.wake = wake;
        this.interlinks = interlinks;
        this.effects = effects;
        this.guard = guard;
        this.snapshots = snapshots;
        this.trace = trace;
        poller = new Poller(1 + interlinks.Count);
        poller.Add(wake.ReadDescriptor);
        for (int path = 0; path < interlinks.Count; path++)
        {
            poller.Add(interlinks.Descriptor(path));
        }
    }

    /// <summary>How often the loop has woken; readable by any thread.</summary>
    public long Iterations => Interlocked.Read(ref iterations);

    /// <summary>Bytes this thread allocated in its last thousand iterations; for the test that wants none.</summary>
    public long AllocatedInLastThousand { get; private set; } = -1;

    /// <summary>Runs until the machine ends the process or resets the host.</summary>
    public void Run()
    {
        Step(NodeEvent.Tick);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        while (!effects.Ended)
        {
            poller.Wait(wakeUp.Ticks);
            wake.Drain();
            bool any = false;
            while (!effects.Ended && queue.TryTake(out NodeEvent e))
            {
                any = true;
                Step(e);
            }

            for (int path = 0; path < interlinks.Count && !effects.Ended; path++)
            {
                any |= Receive(path);
            }

            if (!any && !effects.Ended)
            {
                Step(NodeEvent.Tick);
            }

            snapshots.Serve(state, Now());
            if (Interlocked.Increment(ref iterations) % 1000 == 0)
            {
                long total = GC.GetAllocatedBytesForCurrentThread();
                AllocatedInLastThousand = total - allocated;
                allocated = total;
            }
        }
    }

    private static Instant Now() => new(MonotonicClock.Ticks);

    private bool Receive(int path)
    {
        bool any = false;
        for (int count = 0; count < DatagramsAtOnce && interlinks.TryReceive(path, out NodeEvent e); count++)
        {
            any = true;
            Step(e);
        }

        return any;
    }

    private void Step(in NodeEvent e)
    {
        Instant now = Now();
        trace?.Event(now, e);
        StepResult result = NodeMachine.Step(state, now, e);
        wakeUp = result.WakeUp;
        trace?.Effects(result);
        guard.Publish(result.State);
        effects.Run(result);
    }
}
