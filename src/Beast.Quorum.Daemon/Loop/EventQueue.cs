using Beast.Quorum.Core.Machine;
using Beast.Quorum.Platform.Polling;

namespace Beast.Quorum.Daemon.Loop;

/// <summary>
/// Events on their way from any thread to the decision thread. Bounded, and free of allocation while it does not grow;
/// it grows only when the decision thread has been away for long.
/// </summary>
internal sealed class EventQueue(WakePipe wake)
{
    private readonly Lock gate = new();
    private NodeEvent[] events = new NodeEvent[64];
    private int head;
    private int count;

    public void Post(in NodeEvent e)
    {
        lock (gate)
        {
            if (count == events.Length)
            {
                Grow();
            }

            events[(head + count) % events.Length] = e;
            count++;
        }

        wake.Wake();
    }

    public bool TryTake(out NodeEvent e)
    {
        lock (gate)
        {
            if (count == 0)
            {
                e = default;
                return false;
            }

            e = events[head];
            events[head] = default;
            head = (head + 1) % events.Length;
            count--;
            return true;
        }
    }

    private void Grow()
    {
        NodeEvent[] larger = new NodeEvent[events.Length * 2];
        for (int index = 0; index < count; index++)
        {
            larger[index] = events[(head + index) % events.Length];
        }

        events = larger;
        head = 0;
    }
}
