using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Faults;

/// <summary>A stall of a daemon, and so of all its paths, too short for the peer or the watchdog.</summary>
internal sealed class StallFault(Swarm swarm) : Fault(swarm)
{
    public override string Name => "stall";

    public override void Strike()
    {
        Host host = AnyHost();
        TimeSpan time = World.Excuses.Harmless * Random.NextDouble();
        host.Pause(time);
        World.Excuses.Absent(host.Id, time);
    }
}
