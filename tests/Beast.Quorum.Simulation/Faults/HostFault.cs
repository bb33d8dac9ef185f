using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Faults;

/// <summary>
/// The host: power-off, panic (a slow dump and reboot), or a stall of everything on it but its clock and its watchdog,
/// as of a virtual machine that is not scheduled. What it had in memory is gone after the first two.
/// </summary>
internal sealed class HostFault(Swarm swarm) : Fault(swarm)
{
    public override string Name => "host";

    public override void Strike()
    {
        Host host = AnyHost();
        switch (Random.Next(Swarm.Draw.ProcessesMayFail ? 3 : 2))
        {
            case 0:
                host.PowerOff("fault: power");
                break;
            case 1:
                host.PowerOff("fault: panic", World.Options.BootTime * 3);
                break;
            default:
                TimeSpan stall = AnyTime();
                host.Stall(stall);
                World.Excuses.Absent(host.Id, stall);
                break;
        }
    }
}
