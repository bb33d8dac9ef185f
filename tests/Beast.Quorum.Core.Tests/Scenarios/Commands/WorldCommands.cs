using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Scenarios.Commands;

/// <summary>Making the world: <c>begin</c>, <c>serve</c>, <c>mark</c>.</summary>
internal static class WorldCommands
{
    private static readonly Dictionary<string, bool> YesOrNo = new() { ["yes"] = true, ["no"] = false };

    private static readonly Dictionary<string, QuorumTiming> Timings =
        TimingPresets.All.ToDictionary(timing => timing.Name);

    private static readonly Dictionary<string, FenceResult?> Fences = new()
    {
        ["no"] = null,
        ["works"] = FenceResult.Works,
        ["fails"] = FenceResult.Fails,
        ["lies"] = FenceResult.Lies,
    };

    private static readonly Dictionary<string, FenceFailureRule> FenceFailures = new()
    {
        ["wait-lease"] = FenceFailureRule.WaitLease,
        ["hold"] = FenceFailureRule.Hold,
    };

    private static readonly Dictionary<string, FailbackPolicy> Failbacks = new()
    {
        ["manual"] = FailbackPolicy.Manual,
        ["auto"] = FailbackPolicy.Auto,
    };

    private static readonly Dictionary<string, ServiceFailureRule> ServiceFailures = new()
    {
        ["handover"] = ServiceFailureRule.Handover,
        ["alert"] = ServiceFailureRule.Alert,
    };

    // split: each group prefers another node than the one before it.
    private static readonly Dictionary<string, int?> Preferences = new() { ["0"] = 0, ["1"] = 1, ["split"] = null };

    private static readonly Dictionary<string, StorageProfile> Profiles = Enum.GetValues<StorageProfile>()
        .Where(profile => profile != StorageProfile.Custom).ToDictionary(profile => profile.Name());

    public static void AddTo(Dictionary<string, Action<Arguments>> commands, Stage stage)
    {
        commands["begin"] = arguments => Begin(stage, arguments);
        commands["serve"] = _ =>
        {
            World world = stage.World;
            world.Await(() => world.IsSettled(0), 30, "node 0 serves every group and node 1 is ready");
            stage.Mark();
        };
        commands["mark"] = _ => stage.Mark();
    }

    private static ArbitratorConfiguration Paths(GroupConfiguration group) => new()
    {
        Provider = $"/dev/zvol/{group.Pools[0]}/v0",
        Multipath = $"M{group.Id}",
        Portal = "10.0.0.2",
        Target = $"iqn.2016-01.local:{group.Id}",
    };

    private static void Begin(Stage stage, Arguments arguments)
    {
        QuorumTiming timing = arguments.Named("timing", TimingPresets.Fast, Timings);
        FenceResult? fence = arguments.Named("fence", null, Fences);
        TimeSpan boot = arguments.Named("boot", TimeSpan.Zero);
        int? preferred = arguments.Named("preferred", 0, Preferences);
        StorageProfile profile = arguments.Named("profile", StorageProfile.CtlHa, Profiles);
        FailbackPolicy failback = arguments.Named("failback", FailbackPolicy.Manual, Failbacks);
        TimeSpan failbackDelay = arguments.Named("failback-delay", TimeSpan.FromSeconds(600));
        ServiceFailureRule onService =
            arguments.Named("on-service-failure", ServiceFailureRule.Handover, ServiceFailures);
        bool scrub = arguments.Named("scrub-after-takeover", false, YesOrNo);
        TimeSpan deadline = arguments.Named("step-deadline", TimeSpan.FromSeconds(120));
        World world = new(new WorldOptions
        {
            Seed = (ulong)arguments.Named("seed", 1),
            Timing = timing with { Watchdog = arguments.Named("watchdog-period", timing.Watchdog) },
            Groups = arguments.Named("groups", 1),
            Interlinks = arguments.Named("interlinks", 1),
            Watchdog = arguments.Named("watchdog", true, YesOrNo),
            CanFence = fence is not null,
            OnFenceFailure = arguments.Named("on-fence-failure", FenceFailureRule.WaitLease, FenceFailures),
            BootTime = boot == TimeSpan.Zero ? null : boot,
            Group = group => group with
            {
                Profile = profile,
                Luns = profile == StorageProfile.CtlHaLun ? [group.Id] : [],
                Arbitrator = profile == StorageProfile.Arbitrator ? Paths(group) : new ArbitratorConfiguration(),
                Preferred = preferred ?? group.Id % 2,
                Failback = failback,
                FailbackDelay = failbackDelay,
                OnServiceFailure = onService,
                StepDeadline = deadline,
                ScrubAfterTakeover = scrub,
            },
        });
        world.Fence = fence ?? FenceResult.Works;
        if (arguments.Named("power", true, YesOrNo))
        {
            world.Hosts[0].PowerOn();
            world.Hosts[1].PowerOn();
        }

        stage.Begin(world);
    }
}
