using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Checks;
using Beast.Quorum.Simulation.Faults;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Runs;

/// <summary>
/// One seed: a pair starts, faults strike for a while under the checkers' eyes (safety), then they stop, and every
/// group must be served within a stated bound (liveness).
/// </summary>
internal sealed class SeedRun
{
    /// <summary>Somebody mends what is left: starts daemons, ends maintenance, retries what failed.</summary>
    private const double MendEvery = 5;

    private readonly ulong seed;
    private readonly Swarm swarm;
    private readonly World world;
    private readonly double minutes;
    private long order = 1_000_000;

    public SeedRun(ulong seed, RunOptions options)
    {
        this.seed = seed;
        minutes = options.Minutes;
        swarm = new Swarm(seed, options.Kinds, options.Preset);
        world = swarm.World;
        world.OnlyHarm = options.Kinds == FaultKinds.None;
        world.Recording = options.Kinds != FaultKinds.None;
    }

    public World World => world;

    /// <summary>Every drawn option, in one line.</summary>
    public string Options => swarm.Describe();

    /// <summary>
    /// Within this time after the last fault every group is served: a reset and a boot, an hour-long maintenance ended
    /// by the operator, two full waits, and a few failed attempts.
    /// </summary>
    public static TimeSpan ServedWithin(QuorumTiming timing) => TimeSpan.FromSeconds(45) + (6 * timing.Lease);

    public SeedResult Run(TextWriter? trace = null)
    {
        world.Trace = trace is null ? null : new WorldTrace(world, trace);
        string? violation = null;
        TimeSpan servedAfter = TimeSpan.Zero;
        try
        {
            world.Hosts[0].PowerOn();
            world.Hosts[1].PowerOn();
            world.Watching = true;
            world.Excuses.Ordered();
            swarm.Begin();
            world.Run(minutes * 60);
            swarm.End();
            servedAfter = AwaitService();
        }
        catch (Exception failure) when (failure is SafetyException or InvalidOperationException or OverflowException)
        {
            violation = failure is SafetyException ? failure.Message : failure.ToString();
        }

        return Result(violation, servedAfter);
    }

    private TimeSpan AwaitService()
    {
        TimeSpan from = world.Now;
        TimeSpan bound = ServedWithin(world.Timing);
        while (world.Now - from < bound)
        {
            Mend();
            if (world.RunUntil(AllServed, MendEvery))
            {
                return world.Now - from;
            }
        }

        throw SafetyException.Of(world, $"liveness: not served within {bound.TotalSeconds:0} s after the last fault");
    }

    private bool AllServed()
    {
        for (int group = 0; group < world.Options.Groups; group++)
        {
            if (!world.Serves(0, group) && !world.Serves(1, group))
            {
                return false;
            }
        }

        return true;
    }

    private void Mend()
    {
        world.Excuses.Ordered();
        foreach (Host host in world.Hosts)
        {
            if (host.IsStalled)
            {
                host.PowerOff("fault: reset by somebody");
            }

            if (!host.On)
            {
                host.PowerOn();
            }

            host.Daemon?.Resume();
            host.StartDaemon();
            if (host.Daemon is not { Alive: true })
            {
                continue;
            }

            world.Order(host.Id, new OperatorCommand.MaintenanceOff(++order));
            for (int group = 0; group < world.Options.Groups; group++)
            {
                world.Order(host.Id, new OperatorCommand.Retry(++order, group));
                world.Order(host.Id, new OperatorCommand.Claim(++order, group));
            }
        }
    }

    private SeedResult Result(string? violation, TimeSpan servedAfter) => new()
    {
        Seed = seed,
        Options = Options,
        Timing = world.Timing.Name,
        Violation = violation,
        Simulated = world.Now,
        Quiet = world.Excuses.Quiet(),
        Takeovers = world.Checker.Takeovers.Count,
        Fences = world.Fences,
        WatchdogResets = world.Offs.Count(off => off.Reason == "watchdog"),
        SelfFences = world.Offs.Count(off => off.Reason.StartsWith("self-fence", StringComparison.Ordinal)),
        Withdrawals = Count<Decision.WithdrawClaim>(),
        Adoptions = Count<Decision.Adopt>(),
        Releases = Count<Decision.Release>(),
        RollBacks = Count<Decision.RollBack>(),
        FailedTakeovers = Count<Decision.FailTakeover>(),
        ServedAfter = servedAfter,
    };

    private int Count<T>()
        where T : Decision => world.Decided<T>(0).Count() + world.Decided<T>(1).Count();
}
