using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Checks;

/// <summary>
/// Every pat and every arming must leave a watchdog that takes the host down by the end of the lease of every group
/// that it holds (DESIGN 5.7); one period later if the watchdog is coarse (5.3), and later by an announced absence
/// (5.11), since the peer then waits for that too.
/// </summary>
internal sealed class WatchdogWitness(World world)
{
    private readonly TimeSpan[] announced = new TimeSpan[2];

    /// <summary>A record goes out; it may announce an absence.</summary>
    public void Published(int node, Record record) => announced[node] = record.StoppingFor;

    /// <summary>The watchdog runs anew from now, on the host's clock.</summary>
    public void Patted(Host host)
    {
        if (host.Daemon is not { Alive: true } daemon || world.OnlyHarm)
        {
            return;
        }

        // A pat that a stalled host lets go at last is later than any that the protocol reckons with; by then the
        // watchdog has fired, or its host is about to be reset for an announced absence that was too long.
        if (world.Queue.Now - host.StalledUntil <= host.PatDelay.Ticks)
        {
            return;
        }

        Instant fires = host.Clock + host.WatchdogTimeout;
        TimeSpan period = world.WatchdogPeriod;
        TimeSpan allowance = daemon.Options.Timing.IsCoarse(period) ? period : TimeSpan.Zero;
        allowance += host.WatchdogTimeout > period ? announced[host.Id] : TimeSpan.Zero;
        for (int group = 0; group < world.Options.Groups; group++)
        {
            Instant until = world.Checker.Lease.Until(host.Id, group);
            if (host.Pools[group].Holds && until.HasHappened && fires > until + allowance)
            {
                throw SafetyException.Of(
                    world, $"5.7: the watchdog of node {host.Id} would fire at {fires}, the lease ends at {until}");
            }
        }
    }

    /// <summary>5.6, step 6: the first command starts only when the watchdog would fire in time.</summary>
    public void CommandStarts(Host host, int group, Instant until)
    {
        if (!world.OnlyHarm && host.WatchdogArmed && !host.Pools[group].Holds && host.WatchdogFiresAt > until
            && !host.Daemon!.Options.Timing.IsCoarse(host.WatchdogTimeout))
        {
            throw SafetyException.Of(
                world, $"5.6: node {host.Id} starts a takeover; its watchdog would fire after the lease's end");
        }
    }
}
