using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Faults;

/// <summary>
/// The world that a seed draws: thresholds, groups, interlinks, clocks (each up to 1 % fast or slow, never wall time),
/// watchdog (the driver's rounding, late, or absent), fencing, lateness of the loop, boot time.
/// </summary>
internal sealed class WorldDraw
{
    private readonly Random random;
    private readonly StorageProfile profile;

    public WorldDraw(Random random, ulong seed, string? preset, bool faults)
    {
        this.random = random;
        QuorumTiming timing = TimingPresets.All[random.Next(4)];
        timing = preset is null ? timing : TimingPresets.Find(preset)!;
        bool watchdog = random.Next(4) > 0;
        bool canFence = random.Next(3) == 0;
        FenceFailureRule rule = watchdog && random.Next(2) == 0 ? FenceFailureRule.WaitLease : FenceFailureRule.Hold;

        // Without a watchdog, and with no fence that must succeed, a daemon that dies leaves its host serving:
        // the documents say so, and i_accept_no_fencing says that somebody has read them.
        ProcessesMayFail = faults && (watchdog || (canFence && rule == FenceFailureRule.Hold));
        profile = (StorageProfile)random.Next((int)StorageProfile.Custom);
        Options = new WorldOptions
        {
            Seed = seed,
            Timing = timing,
            Groups = random.Next(4) == 0 ? 2 + random.Next(2) : 1,
            Interlinks = 1 + random.Next(2),
            Watchdog = watchdog,
            WatchdogPeriod = watchdog ? Period(timing) : TimeSpan.Zero,
            WatchdogLate = timing.Margin * (0.5 * random.NextDouble()),
            CanFence = canFence,
            Reserves = canFence && seed % 2 == 0,
            OnFenceFailure = rule,
            Drift0 = Drift(),
            Drift1 = Drift(),
            DeviceDelay = timing.LongestCycle * (0.2 * random.NextDouble() * random.NextDouble()),
            LinkDelay = timing.Heartbeat * (0.5 * random.NextDouble() * random.NextDouble()),
            ResetTime = timing.Margin * (0.3 * random.NextDouble()),
            BootTime = TimeSpan.FromSeconds(1 + random.Next(20)),
            Group = Configure,
        };
        TimeSpan late = timing.Margin * (0.05 * random.NextDouble());
        WakeDelay = _ => late * random.NextDouble();

        // A pat, or an arming, may land late (DESIGN 5.7). Later than this the watchdog would fire between two pats.
        PatDelay = random.Next(4) == 0
            ? (Options.WatchdogPeriod ?? TimeSpan.Zero) * (0.7 * random.NextDouble())
            : timing.Margin * (0.1 * random.NextDouble());
    }

    public WorldOptions Options { get; }

    /// <summary>Whether pausing and killing daemons, and stalling hosts, is within the fault model.</summary>
    public bool ProcessesMayFail { get; }

    public Func<int, TimeSpan> WakeDelay { get; }

    public TimeSpan PatDelay { get; }

    public string Describe() => FormattableString.Invariant(
        $"timing={Options.Timing.Name} groups={Options.Groups} profile={profile.Name()}")
        + FormattableString.Invariant($" interlinks={Options.Interlinks} watchdog={Watchdog()}")
        + FormattableString.Invariant(
            $" fencing={(Options.CanFence ? Options.OnFenceFailure : "none")} clocks={Options.Drift0:+0.0000;-0.0000}")
        + FormattableString.Invariant($",{Options.Drift1:+0.0000;-0.0000}");

    private string Watchdog() => Options.WatchdogPeriod is { } period && Options.Watchdog
        ? FormattableString.Invariant($"{period.TotalSeconds:0.00}s+{Options.WatchdogLate.TotalMilliseconds:0}ms")
            + FormattableString.Invariant($",pat+{PatDelay.TotalMilliseconds:0}ms")
        : "none";

    private double Drift() => (random.NextDouble() * 2 * QuorumTiming.Drift) - QuorumTiming.Drift;

    /// <summary>What a driver may have made of the W that was asked for.</summary>
    private TimeSpan Period(QuorumTiming timing)
    {
        TimeSpan[] proved = [.. Enumerable.Range(28, 8).Select(TimingPresets.WatchdogPeriod)
            .Where(period => TimingProof.Violations(timing, period).Count == 0)];
        return random.Next(2) == 0 ? timing.Watchdog : proved[random.Next(proved.Length)];
    }

    private GroupConfiguration Configure(GroupConfiguration group)
    {
        bool luns = random.Next(2) == 0;
        bool backing = random.Next(2) == 0;
        GroupConfiguration drawn = group with
        {
            Profile = profile,
            Preferred = random.Next(2),
            Failback = random.Next(2) == 0 ? FailbackPolicy.Auto : FailbackPolicy.Manual,
            FailbackDelay = TimeSpan.FromSeconds(5 + random.Next(30)),
            StandbyImport = random.Next(3) == 0 ? StandbyImport.ReadOnly : StandbyImport.None,
            OnServiceFailure = random.Next(3) == 0 ? ServiceFailureRule.Alert : ServiceFailureRule.Handover,
            StepDeadline = TimeSpan.FromSeconds(5),
            Ctld = random.Next(2) == 0,
            Luns = luns || profile == StorageProfile.CtlHaLun ? [0, 1] : [],
            Backing = backing ? [$"/dev/zvol/{group.Pools[0]}/lun0"] : [],
            ScrubAfterTakeover = random.Next(2) == 0,
        };
        return profile == StorageProfile.Arbitrator ? WithPaths(drawn) : drawn;
    }

    private GroupConfiguration WithPaths(GroupConfiguration group)
    {
        ArbitratorConfiguration home = new() { Provider = $"/dev/zvol/{group.Pools[0]}/lun0" };
        return group with
        {
            StandbyImport = StandbyImport.None,
            Backing = [],
            Arbitrator = random.Next(4) == 0
                ? home
                : home with
                {
                    Multipath = $"M{group.Id}",
                    Portal = "10.0.0.2",
                    Target = $"iqn.2016-01.local:{group.Id}",
                },
        };
    }
}
