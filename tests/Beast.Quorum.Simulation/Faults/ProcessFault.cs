using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Faults;

/// <summary>
/// The daemon's process: paused at any step for any time, killed and restarted at once, later, or not at all, or
/// started a second time while the first one runs (the lock refuses it). Its host and its commands go on.
/// </summary>
internal sealed class ProcessFault(Swarm swarm) : Fault(swarm)
{
    public override string Name => "process";

    public override void Strike()
    {
        Host host = AnyHost();
        switch (Random.Next(5))
        {
            case 0:
            case 1:
                TimeSpan pause = AnyTime();
                host.Pause(pause);
                World.Excuses.Absent(host.Id, pause);
                break;
            case 2:
                host.StartDaemon();
                host.StartDaemon();
                break;
            default:
                Kill(host);
                break;
        }
    }

    private void Kill(Host host)
    {
        host.Kill();
        TimeSpan away = Chance(0.3) ? TimeSpan.Zero : AnyTime();
        World.Excuses.Absent(host.Id, away + World.Timing.SuspectAfter);
        World.Queue.After(away, () =>
        {
            host.StartDaemon();
            host.StartDaemon();
        });
    }
}
