using Beast.Quorum.Core.Plans;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Scenarios.Commands;

/// <summary>
/// What happens to a host and its daemon: <c>off</c>, <c>on</c>, <c>kill</c>, <c>start</c>, <c>pause</c>, what its
/// looks, watchdog, state file and steps do, and a hand at its keyboard.
/// </summary>
internal static class HostCommands
{
    private static readonly TimeSpan UsualStep = TimeSpan.FromMilliseconds(40);

    private static readonly Dictionary<string, StepKind> Kinds = new()
    {
        ["import"] = StepKind.ImportPool,
        ["export"] = StepKind.ExportPool,
        ["take-role"] = StepKind.TakeRole,
        ["give-role"] = StepKind.GiveRole,
        ["take-lun-role"] = StepKind.TakeLunRole,
        ["give-lun-role"] = StepKind.GiveLunRole,
        ["attach-local-path"] = StepKind.AttachLocalPath,
        ["detach-local-path"] = StepKind.DetachLocalPath,
        ["wait-session"] = StepKind.WaitSession,
        ["use-peer-path"] = StepKind.UsePeerPath,
        ["check-gone"] = StepKind.VerifyPoolGone,
        ["check-not-writable"] = StepKind.VerifyPoolNotWritable,
    };

    private static readonly Dictionary<string, bool> FailsOrWorks = new() { ["fails"] = true, ["works"] = false };

    public static void AddTo(Dictionary<string, Action<Arguments>> commands, Stage stage)
    {
        commands["off"] = arguments => Each(arguments, host => host.PowerOff("power cut"));
        commands["on"] = arguments =>
        {
            int[] nodes = arguments.Nodes();
            bool daemon = arguments.Named("daemon", "yes") == "yes";
            foreach (int node in nodes)
            {
                Refuse(stage.World.Hosts[node].On, $"host {node} is on already");
                stage.World.Hosts[node].PowerOn(daemon);
            }
        };
        commands["kill"] = arguments => Each(arguments, host =>
        {
            Daemon(stage, host.Id);
            host.Kill();
        });
        commands["start"] = arguments => Each(arguments, host =>
        {
            Refuse(!host.On, $"host {host.Id} is off; 'on {host.Id}' starts its daemon too");
            host.StartDaemon();
        });
        commands["pause"] = arguments =>
        {
            Host host = stage.World.Hosts[arguments.Node()];
            Daemon(stage, host.Id);
            host.Pause(arguments.Time("how long"));
        };
        commands["service"] = arguments =>
        {
            Host host = stage.World.Hosts[arguments.Node()];
            host.ServiceOk = arguments.OneOf("ok", "bad") == "ok";
        };
        commands["peer-path"] = arguments =>
        {
            Host host = stage.World.Hosts[arguments.Node()];
            host.PeerPathLost = arguments.OneOf("lost", "back") == "lost";
        };
        commands["looks"] = arguments =>
            Each(arguments, host => host.LooksFail = arguments.OneOf(FailsOrWorks));
        commands["state-file"] = arguments =>
            Each(arguments, host => host.StateFileFails = arguments.OneOf(FailsOrWorks));
        commands["watchdog"] = arguments => Each(arguments, host => Watchdog(host, arguments));
        commands["import-by-hand"] = arguments => Each(arguments, host =>
        {
            Refuse(!host.On, $"host {host.Id} is off");
            host.ImportByHand(0);
        });
        commands["step"] = arguments => Step(stage, arguments);

        void Each(Arguments arguments, Action<Host> action)
        {
            foreach (int node in arguments.Nodes())
            {
                action(stage.World.Hosts[node]);
            }
        }
    }

    /// <summary>The daemon that runs on a node.</summary>
    public static DaemonProcess Daemon(Stage stage, int node) => stage.World.Hosts[node].Daemon is { Alive: true } alive
        ? alive
        : throw new ScenarioException($"no daemon runs on node {node}");

    private static void Watchdog(Host host, Arguments arguments)
    {
        switch (arguments.OneOf("fails", "works", "late"))
        {
            case "late":
                host.PatDelay = arguments.Time("how late a pat lands");
                break;
            case "fails":
                host.WatchdogFails = true;
                break;
            default:
                host.WatchdogFails = false;
                host.PatDelay = TimeSpan.Zero;
                break;
        }
    }

    /// <summary><c>step 0 import fails|hangs|works|takes 3s [stuck] [unheard] [group=1]</c></summary>
    private static void Step(Stage stage, Arguments arguments)
    {
        int node = arguments.Node();
        StepKind kind = arguments.OneOf(Kinds);
        StepBehaviour how = arguments.OneOf("fails", "hangs", "works", "takes") switch
        {
            "fails" => new StepBehaviour(UsualStep, Works: false),
            "hangs" => new StepBehaviour(TimeSpan.FromHours(1), Killable: false),
            "works" => new StepBehaviour(UsualStep),
            _ => new StepBehaviour(
                arguments.Time("how long"), Killable: !arguments.Has("stuck"), Heard: !arguments.Has("unheard")),
        };
        int group = arguments.Named("group", -1);
        stage.World.Behave(node, kind, how, group < 0 ? null : group);
    }

    private static void Refuse(bool refused, string why)
    {
        if (refused)
        {
            throw new ScenarioException(why);
        }
    }
}
