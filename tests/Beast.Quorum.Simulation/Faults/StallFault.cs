using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Faults;

/// <summary>A stall of a daemon, and so of all its paths, too short for the peer or the watchdog.</summary>
internal sealed class StallFault(Swarm swarm) : Fault(swarm)
{
    private readonly TimeSpan[] quietUntil = new TimeSpan[2];

    public override string Name => "stall";

    public override void Strike()
    {
        // One after the other without a pause between them would be one long stall.
        Host host = AnyHost();
        if (World.Now < quietUntil[host.Id])
        {
            return;
        }

        TimeSpan time = World.Excuses.Harmless * Random.NextDouble();
        quietUntil[host.Id] = World.Now + time + World.Timing.Lease;
        host.Pause(time);
        World.Excuses.Absent(host.Id, time);
    }
}
