using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Faults;

/// <summary>
/// An operator who gives any order at any time, on both nodes at once: moves, stops, planned restarts of any length,
/// maintenance on and off, retry, claim, and an import by hand. Nothing is taken amiss but a broken safety rule.
/// </summary>
internal sealed class OperatorFault(Swarm swarm) : Fault(swarm)
{
    private long order = 1000;

    public override string Name => "operator";

    public override void Strike()
    {
        Host host = AnyHost();
        Give(host);
        if (Chance(0.3))
        {
            Give(World.Hosts[1 - host.Id]);
        }
    }

    private void Give(Host host)
    {
        if (host.Daemon is not { Alive: true })
        {
            host.StartDaemon();
            return;
        }

        int group = Random.Next(World.Options.Groups);
        if (Random.Next(40) == 0)
        {
            ImportByHand(host, group);
            return;
        }

        OperatorCommand command = Random.Next(8) switch
        {
            0 => new OperatorCommand.MaintenanceOn(++order, Maintenance()),
            1 => new OperatorCommand.MaintenanceOff(++order),
            2 => new OperatorCommand.Restart(++order, TimingPresets.WatchdogPeriod(31 + Random.Next(5))),
            3 => new OperatorCommand.Stop(++order),
            4 => new OperatorCommand.Retry(++order, group),
            5 => new OperatorCommand.Claim(++order, group),
            _ => new OperatorCommand.Switchover(++order, group, 1 - host.Id),
        };
        World.Excuses.Ordered();
        World.Order(host.Id, command);
        if (command is OperatorCommand.Stop or OperatorCommand.Restart)
        {
            // Somebody starts it again sooner or later; a restart that comes too late is a fault of its own.
            TimeSpan away = Swarm.Draw.ProcessesMayFail ? AnyTime() : TimeSpan.FromSeconds(1);
            World.Excuses.Absent(host.Id, away);
            host.StartAgainAfter(away);
        }
    }

    private TimeSpan? Maintenance() => Chance(0.1) ? null : TimeSpan.FromSeconds(Random.Next(1, 60));

    private void ImportByHand(Host host, int group)
    {
        World.Note(host.Id, $"FAULT somebody imports group {group} by hand");
        if (host.Pools[group].Import == ImportState.NotImported)
        {
            host.ImportByHand(group);
            World.Excuses.Add(host.Id, TimeSpan.FromSeconds(30));
        }
    }
}
