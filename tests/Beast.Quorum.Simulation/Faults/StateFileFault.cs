using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Faults;

/// <summary>The state file: cannot be written, is written slowly, or is lost while its ring is whole.</summary>
internal sealed class StateFileFault(Swarm swarm) : Fault(swarm)
{
    private readonly Ref<int>[] turns = [new(), new()];

    public override string Name => "statefile";

    public override void Strike()
    {
        Host host = AnyHost();
        TimeSpan time = AnyTime();
        World.Note(host.Id, $"FAULT state file for {time.TotalMilliseconds:0} ms");
        if (Chance(0.5))
        {
            host.StateFileFails = true;
        }
        else
        {
            host.StateFileDelay = World.Timing.SuspectAfter * Random.NextDouble();
        }

        // A daemon that cannot save its generation at its start says nothing: as good as absent.
        World.Excuses.Absent(host.Id, time);
        EndAfter(time, turns[host.Id], () => Mend(host));
    }

    public override void Heal()
    {
        foreach (Host host in World.Hosts)
        {
            turns[host.Id].Value++;
            Mend(host);
        }
    }

    private static void Mend(Host host)
    {
        host.StateFileFails = false;
        host.StateFileDelay = Host.UsualStateFileDelay;
    }
}
