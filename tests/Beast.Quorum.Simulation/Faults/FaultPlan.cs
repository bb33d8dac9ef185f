using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Faults;

/// <summary>Faults drawn from one seed: which world, which faults, when.</summary>
internal sealed class FaultPlan
{
    private readonly Random random;
    private long order = 1000;

    public FaultPlan(ulong seed)
    {
        random = new Random((int)(seed * 7919));
        World = new World(new WorldOptions
        {
            Seed = seed,
            Timing = TimingPresets.All[random.Next(4)],
            Groups = random.Next(4) == 0 ? 2 : 1,
            Interlinks = 1 + random.Next(2),
            CanFence = random.Next(3) == 0,
            OnFenceFailure = FenceFailureRule.WaitLease,
            Drift0 = (random.NextDouble() * 0.02) - 0.01,
            Drift1 = (random.NextDouble() * 0.02) - 0.01,
            ResetTime = TimeSpan.FromMilliseconds(random.Next(100)),
            BootTime = TimeSpan.FromSeconds(1 + random.Next(20)),
            Group = group => group with
            {
                Preferred = group.Id % 2,
                Failback = random.Next(2) == 0 ? FailbackPolicy.Auto : FailbackPolicy.Manual,
                FailbackDelay = TimeSpan.FromSeconds(15),
                StepDeadline = TimeSpan.FromSeconds(5),
            },
        });
        World.Device.TearOnFailure = random.Next(2) == 0;
        World.Hosts[0].PatDelay = World.Hosts[1].PatDelay = TimeSpan.FromMilliseconds(random.Next(30));
        World.WakeDelay = _ => TimeSpan.FromMilliseconds(random.Next(3));
    }

    public World World { get; }

    public double NextPause() => random.Next(3) switch
    {
        0 => random.NextDouble() * 0.5,
        1 => random.NextDouble() * World.Options.Timing.Lease.TotalSeconds,
        _ => random.NextDouble() * 4 * World.Options.Timing.Lease.TotalSeconds,
    };

    public void Inject()
    {
        int node = random.Next(2);
        Host host = World.Hosts[node];
        switch (random.Next(16))
        {
            case 0:
                host.PowerOff("fault");
                break;
            case 1:
                host.Pause(World.Options.Timing.Lease * (2 * random.NextDouble()));
                break;
            case 2:
                host.Kill();
                World.Run(random.NextDouble());
                host.StartDaemon();
                break;
            case 3:
                host.Kill();
                break;
            case 4:
            case 5:
                World.Device.Set(node, (Access)random.Next(6));
                break;
            case 6:
            case 7:
                World.Device.Set(0, Access.Works);
                World.Device.Set(1, Access.Works);
                break;
            case 8:
                World.Interlinks[random.Next(World.Interlinks.Length)].Cut[node] ^= true;
                break;
            case 9:
                Interlink link = World.Interlinks[random.Next(World.Interlinks.Length)];
                link.Loss = random.NextDouble() * 0.7;
                link.Duplicates = random.NextDouble() * 0.3;
                break;
            case 10:
                World.Device.Scribble(node, 1 << random.Next(8));
                break;
            default:
                InjectMore(node, host);
                break;
        }
    }

    /// <summary>Everything works again, and who is off or dead is started.</summary>
    public void Heal()
    {
        World.BehaveWell();
        World.Fence = FenceResult.Works;
        foreach (Host host in World.Hosts)
        {
            World.Device.Set(host.Id, Access.Works);
            host.StateFileFails = false;
            host.ServiceOk = true;
            if (!host.On)
            {
                host.PowerOn();
            }

            host.Daemon?.Resume();
            host.StartDaemon();
        }

        foreach (Interlink link in World.Interlinks)
        {
            link.CutBoth(false);
            link.Loss = 0;
        }

        // An order to stop may still be under way; who has ended by then is started once more.
        World.Run(World.Options.Timing.Lease.TotalSeconds * 3);
        foreach (Host host in World.Hosts)
        {
            host.StartDaemon();
        }

        World.Run(5);
        foreach (Host host in World.Hosts.Where(host => host.Daemon is { Alive: true }))
        {
            World.Order(host.Id, new OperatorCommand.MaintenanceOff(++order));
            for (int group = 0; group < World.Options.Groups; group++)
            {
                World.Order(host.Id, new OperatorCommand.Retry(++order, group));
            }
        }
    }

    private void InjectMore(int node, Host host)
    {
        switch (random.Next(7))
        {
            case 0:
                StepKind kind = (StepKind)random.Next((int)StepKind.VerifyPoolGone + 1);
                TimeSpan time = TimeSpan.FromSeconds(random.NextDouble() * 8);
                World.Behave(node, kind, new StepBehaviour(time, random.Next(2) == 0, random.Next(3) > 0));
                break;
            case 1:
                World.BehaveWell();
                break;
            case 2:
                host.StateFileFails ^= true;
                break;
            case 3:
                World.Fence = (FenceResult)random.Next(2);
                break;
            case 4:
                host.ServiceOk ^= true;
                break;
            default:
                Command(host);
                break;
        }
    }

    private void Command(Host host)
    {
        if (host.Daemon is not { Alive: true })
        {
            host.StartDaemon();
            return;
        }

        World.Order(host.Id, random.Next(5) switch
        {
            0 => new OperatorCommand.MaintenanceOn(++order, TimeSpan.FromSeconds(random.Next(1, 30))),
            1 => new OperatorCommand.MaintenanceOff(++order),
            2 => new OperatorCommand.Restart(++order, TimingPresets.WatchdogPeriod(31 + random.Next(4))),
            3 => new OperatorCommand.Stop(++order),
            _ => new OperatorCommand.Switchover(++order, random.Next(World.Options.Groups), 1 - host.Id),
        });
    }
}
