namespace Beast.Quorum.Simulation.Pair;

/// <summary>What will happen, in order of virtual time; of two events at one moment the one planned first.</summary>
internal sealed class EventQueue
{
    private readonly PriorityQueue<Action, (long At, long Order)> events = new();
    private long order;

    /// <summary>True time, in ticks since the world began. No clock of a host shows it.</summary>
    public long Now { get; private set; }

    public void At(long at, Action action) => events.Enqueue(action, (Math.Max(at, Now), order++));

    public void After(TimeSpan delay, Action action) => At(Now + delay.Ticks, action);

    /// <summary>Handles everything due up to <paramref name="end"/>; stops early when asked.</summary>
    public bool RunTo(long end, Func<bool>? enough = null)
    {
        while (events.TryPeek(out Action? action, out (long At, long Order) key) && key.At <= end)
        {
            events.Dequeue();
            Now = key.At;
            action();
            if (enough is not null && enough())
            {
                return true;
            }
        }

        Now = end;
        return enough is not null && enough();
    }
}
