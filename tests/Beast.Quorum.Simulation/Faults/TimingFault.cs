using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Faults;

/// <summary>
/// One node is started with the thresholds of another preset, as after an edit on one side only: the two reject each
/// other's records until it is put right. Both know the device's header, so only a standby's daemon is hit.
/// </summary>
internal sealed class TimingFault(Swarm swarm) : Fault(swarm)
{
    private readonly Ref<int>[] turns = [new(), new()];

    public override string Name => "timing";

    public override void Strike()
    {
        Host host = AnyHost();
        if (!host.On || host.Pools.Any(pool => pool.Holds))
        {
            return;
        }

        TimeSpan time = AnyTime();
        World.Note(host.Id, $"FAULT other timings for {time.TotalMilliseconds:0} ms");
        host.Timing = TimingPresets.All.First(timing => timing.Name != World.Timing.Name);
        host.Kill();
        host.StartDaemon();
        World.Excuses.Absent(host.Id, time);
        World.Excuses.DeviceBad(1 - host.Id, time);
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

    private void Mend(Host host)
    {
        host.Timing = World.Timing;
        if (host.Daemon is not { Alive: true } daemon || daemon.Options.Timing.Name == World.Timing.Name)
        {
            return;
        }

        host.Kill();
        host.StartDaemon();
        if (host.IsStalled)
        {
            World.Queue.After(TimeSpan.FromSeconds(1), () => Mend(host));
        }
    }
}
