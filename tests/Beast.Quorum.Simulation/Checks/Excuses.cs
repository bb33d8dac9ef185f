using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Checks;

/// <summary>
/// Knows from the faults alone, not from any node, when an owner had a reason to stop: it was off, dead, paused or
/// ordered to, its pools were broken, or no path was healthy. Whatever stops without one is a false failover (S9).
/// </summary>
internal sealed class Excuses(World world)
{
    private readonly TimeSpan[] until = [TimeSpan.Zero, TimeSpan.Zero];
    private readonly TimeSpan[] absentUntil = [TimeSpan.Zero, TimeSpan.Zero];
    private readonly TimeSpan[] deviceBadUntil = [TimeSpan.Zero, TimeSpan.Zero];
    private readonly TimeSpan[] linkBadUntil = new TimeSpan[world.Options.Interlinks];
    private TimeSpan ordered = TimeSpan.MinValue;

    /// <summary>Time that had an excuse; <see cref="Quiet"/> is the rest.</summary>
    private TimeSpan excused;

    /// <summary>How long after its end a cause may still have effects: waits, plans, and their undoing.</summary>
    private TimeSpan Aftermath { get; } = (3 * world.Timing.PeerWait(world.WatchdogPeriod)) + TimeSpan.FromSeconds(15);

    /// <summary>What happens may still be what somebody ordered.</summary>
    public bool WasOrdered => ordered != TimeSpan.MinValue && world.Now - ordered < TimeSpan.FromSeconds(90);

    public bool Covers(int node)
    {
        // A daemon may be away for longer than anybody knew, while a hung write keeps its lock; and one that cannot
        // look at its pools or its ring says nothing yet.
        TimeSpan believed = world.Now - Return - world.Timing.Lease;
        bool alone = world.Hosts[1 - node].Daemon is not { Running: true, SpeaksSince: { } since } || since > believed;
        return world.Now <= until[node] || (alone && world.Now <= deviceBadUntil[node]);
    }

    /// <summary>Something hits the node itself.</summary>
    public void Add(int node, TimeSpan lasts)
    {
        TimeSpan from = until[node] > world.Now ? until[node] : world.Now;
        TimeSpan end = world.Now + lasts + Aftermath;
        if (end > from)
        {
            excused += end - from;
            until[node] = end;
        }
    }

    /// <summary>The node's daemon does not run, or not as it should: an excuse, and for its peer a path less.</summary>
    public void Absent(int node, TimeSpan lasts)
    {
        if (lasts > Harmless)
        {
            Add(node, lasts);
        }

        absentUntil[node] = Max(absentUntil[node], world.Now + lasts + Return);
        Combine();
    }

    public void DeviceBad(int node, TimeSpan lasts)
    {
        deviceBadUntil[node] = Max(deviceBadUntil[node], world.Now + lasts + Settling);
        Combine();
    }

    public void LinkBad(int link, TimeSpan lasts)
    {
        linkBadUntil[link] = Max(linkBadUntil[link], world.Now + lasts + Settling);
        Combine();
    }

    /// <summary>Somebody gave an order; it may move what it likes on both nodes.</summary>
    public void Ordered()
    {
        ordered = world.Now;
        Add(0, TimeSpan.FromSeconds(90));
        Add(1, TimeSpan.FromSeconds(90));
    }

    public void FaultsEnd()
    {
        Add(0, TimeSpan.Zero);
        Add(1, TimeSpan.Zero);
    }

    /// <summary>How many node-hours of a run nothing excused, up to now.</summary>
    public TimeSpan Quiet()
    {
        TimeSpan quiet = (2 * world.Now) - excused;
        foreach (TimeSpan end in until)
        {
            quiet += end > world.Now ? end - world.Now : TimeSpan.Zero;
        }

        return quiet;
    }

    /// <summary>A pause so short that neither the peer nor the watchdog may take it amiss.</summary>
    public TimeSpan Harmless => world.Options.Watchdog
        ? TimeSpan.FromTicks(Math.Min((world.WatchdogPeriod / 2).Ticks, (world.Timing.SuspectAfter * 0.7).Ticks))
        : world.Timing.SuspectAfter * 0.7;

    /// <summary>A daemon that starts needs this to speak and to be believed.</summary>
    private TimeSpan Return => world.Timing.SuspectAfter + TimeSpan.FromSeconds(2);

    private TimeSpan Settling => world.Timing.SuspectAfter;

    /// <summary>A node whose paths are all bad at once is excused for as long as they are.</summary>
    private void Combine()
    {
        for (int node = 0; node < 2; node++)
        {
            TimeSpan links = Max(linkBadUntil.Min(), absentUntil[1 - node]);
            TimeSpan both = links < deviceBadUntil[node] ? links : deviceBadUntil[node];
            if (both > world.Now)
            {
                Add(node, both - world.Now);
            }
        }
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
