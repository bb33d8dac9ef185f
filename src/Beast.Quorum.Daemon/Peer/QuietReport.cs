using Beast.Quorum.Platform.Clock;

namespace Beast.Quorum.Daemon.Peer;

/// <summary>Passes reports on, but not more than one in a while: strangers must not fill the journal.</summary>
/// <param name="report">Told what went wrong.</param>
/// <param name="pause">Least time between two reports.</param>
internal sealed class QuietReport(Action<string> report, TimeSpan pause)
{
    private readonly Lock gate = new();
    private long next = long.MinValue;
    private int held;

    /// <summary>Reports, or only counts; any thread.</summary>
    public void Say(string problem)
    {
        int before;
        lock (gate)
        {
            if (MonotonicClock.Ticks < next)
            {
                held++;
                return;
            }

            next = MonotonicClock.After(pause);
            before = held;
            held = 0;
        }

        report(before == 0 ? problem : $"{problem} (and {before} more since the last report)");
    }
}
