using System.Net;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Lab.Client;
using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Devices;
using Beast.Quorum.Lab.Disks;
using Beast.Quorum.Lab.Network;
using Beast.Quorum.Lab.Nodes;
using Beast.Quorum.Lab.Pools;
using Beast.Quorum.Lab.Records;
using Beast.Quorum.Lab.Releases;
using Beast.Quorum.Lab.Scenarios;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.Lab.Runs;

/// <summary>A whole pair on this machine: hosts, watchdogs, daemons, interlink, quorum file, and a client.</summary>
internal sealed class LabPair : IDisposable
{
    private const int PollMilliseconds = 10;
    private static readonly TimeSpan ClientInterval = TimeSpan.FromMilliseconds(10);
    private const long VolumeBytes = 4L << 20;
    private readonly string[] boots = ["", ""];
    private readonly List<ForcedImport> forced = [];
    private readonly CancellationToken cancel;
    private readonly Stack<IDisposable> owned = new();

    private LabPair(
        LabSettings settings, Scenario scenario, string root, Timeline timeline, CancellationToken cancel)
    {
        this.cancel = cancel;
        Settings = settings;
        Timeline = timeline;
        Fencing = scenario.Fencing;
        Files = new LabDirectory(root);
        Files.Create();
        Layout = scenario.Layout;
        bool reserves = Fencing == LabFencing.Reservations;
        foreach (LabGroup group in Layout.Groups)
        {
            IReadOnlyList<string> disks = reserves ? LabFencingText.Disks(Fencing) : group.Disks;
            new PoolStore(Files.Pools).Create(
                group.Name, group.Luns.ToDictionary(lun => lun.Volume, _ => VolumeBytes), group.Guid,
                [.. disks.SkipLast(1)], disks[^1]);
        }

        if (reserves)
        {
            new SharedDisks(Files.Disks).Create(LabFencingText.Disks(Fencing));
        }

        LabProgram lab = settings.Program ?? LabProgram.Current;
        Program = [lab.FileName, .. lab.Prefix.SkipLast(1)];
        using FreePorts ports = new();
        Ports = (ports.Udp0, ports.Udp1, ports.Tcp);
        Interlink = Own(InterlinkCable.Lay(ports.Udp0, ports.Udp1, (int)(settings.Seed & int.MaxValue))).Datagrams;
        HaLink = Own(new TcpRelay(new IPEndPoint(IPAddress.Loopback, 0), ports.Tcp));
        SystemLauncher launcher = new();
        DataLinks = [.. ports.Portals.Select(
            portal => Own(new TcpRelay(new IPEndPoint(IPAddress.Loopback, 0), portal)))];
        SystemRelease release = settings.Release ?? scenario.Release ?? SystemRelease.Usual;
        Nodes = [.. Enumerable.Range(0, 2).Select(
            node => Own(new LabNode(
                Files, node, lab, launcher, Layout.OptionsOf(node, release, ports.Portals[node].Port))))];
        bool trace = settings.KeepDirectory is not null;
        Daemons = [.. Nodes.Select(node => new DaemonProcess(
            Files, node, [.. settings.Places?.Enter[node.Node] ?? [], .. Program], trace))];
        Journals = Own(new JournalTail(Files, timeline));
        Client = Own(new LabClients(
            Layout.LunIds,
            new LabClientOptions
            {
                PortalFiles = [Files.Portal(0), Files.Portal(1)],
                // The same load, however many LUNs there are.
                Interval = ClientInterval * Layout.LunIds.Count(),
            }));
    }

    /// <summary>Builds a pair that is switched off.</summary>
    /// <exception cref="LabFailureException">It cannot be built.</exception>
    public static LabPair Build(
        LabSettings settings, Scenario scenario, string root, Timeline timeline, CancellationToken cancel)
    {
        LabPair pair = new(settings, scenario, root, timeline, cancel);
        try
        {
            LabFiles.WriteKeys(pair.Files);
            pair.Configure(new QuorumDeviceConfiguration(QuorumDeviceKind.Raw, pair.Files.QuorumFile));
            pair.InitialiseDevice(LabFiles.Configuration(pair.Files, 0));
            if (scenario.NeedsFaultyDevice)
            {
                pair.Devices = [.. Enumerable.Range(0, 2).Select(
                    node => pair.Own(new BlockServer(pair.Files.QuorumFile, pair.Files.DeviceSocket(node))))];
                pair.Configure(null);
            }

            return pair;
        }
        catch
        {
            pair.Dispose();
            throw;
        }
    }

    public LabSettings Settings { get; }

    public Timeline Timeline { get; }

    private LabFencing Fencing { get; }

    public LabDirectory Files { get; }

    public IReadOnlyList<string> Program { get; }

    public LabNode[] Nodes { get; }

    public DaemonProcess[] Daemons { get; }

    public UdpProxy Interlink { get; }

    public TcpRelay HaLink { get; }

    /// <summary>The interlink's iSCSI: for each node the cable on which the other one reaches its portal.</summary>
    public TcpRelay[] DataLinks { get; }

    /// <summary>One server a node for the quorum file; empty if the daemons use the file itself.</summary>
    public BlockServer[] Devices { get; private set; } = [];

    public JournalTail Journals { get; }

    public LabClients Client { get; }

    /// <summary>What the pair serves.</summary>
    public LabLayout Layout { get; }

    /// <summary>Powers a node on: its host boots, and its daemon starts as rc.d would.</summary>
    /// <param name="node">0 or 1.</param>
    /// <param name="bootRole">
    /// The CTL role it boots with: 1, or 0 as FreeBSD 11 with <c>ha_role=0</c> in loader.conf.
    /// </param>
    public void PowerOn(int node, int bootRole = 1)
    {
        Timeline.Act($"power on node {node}{(bootRole == 0 ? ", which boots as primary" : "")}");
        boots[node] = Guid.NewGuid().ToString();
        Nodes[node].PowerOn(bootRole);
        StartDaemon(node);
    }

    /// <summary>
    /// Powers a node on if its host was reset, and starts its daemon if that alone has ended, as rc.d would.
    /// </summary>
    public void KeepUp(int node)
    {
        bool host = Nodes[node].Control("ping").Exit == 0;
        if (host && Daemons[node].Runs)
        {
            return;
        }

        if (host)
        {
            StartDaemon(node);
            return;
        }

        // The watchdog may still be at it, and a daemon started in the very moment of the reset has no host: it answers
        // when nothing of the node is left.
        Nodes[node].PowerOff();
        PowerOn(node);
    }

    /// <summary>Waits until the group is served and the other is ready, and keeps both up meanwhile.</summary>
    public void AwaitWhole(TimeSpan within) => Await("the group is served and the other node is ready", within, () =>
    {
        KeepUp(0);
        KeepUp(1);
        return Owner() is var owner and >= 0
            && Daemons[1 - owner].Look() is { Ready: true } && Daemons[owner].Look() is { PeerReady: true };
    });

    /// <summary>How often the watchdogs of both nodes have reset a host since a moment.</summary>
    public int WatchdogResets(long since, long until = long.MaxValue) => Enumerable.Range(0, 2).Sum(
        node => WatchdogRecord.Load(Files.WatchdogLog(node)).Count(
            record => record.Event == "fired" && record.At >= since && record.At < until));

    /// <summary>What the lab did with its own hand; its overlaps are no fault of beastq's.</summary>
    public IReadOnlyList<ForcedImport> Forced => forced;

    /// <summary>Imports a pool by hand, as somebody with root and no patience would.</summary>
    public void ForceImport(int node, LabGroup group)
    {
        Timeline.Act($"somebody runs 'zpool import -f {group.Name}' on node {node}");
        forced.Add(new ForcedImport(node, group.Name, LabClock.Now));
        ToolAnswer answer = Nodes[node].Tool("zpool", "import", "-f", "-N", "-o", "cachefile=none", group.Name);
        if (answer.Exit != 0)
        {
            throw new LabFailureException($"the import by hand was refused: {answer.Error.Trim()}");
        }
    }

    /// <summary>Asks a host for a fault that it must know.</summary>
    public void Order(int node, params string[] words)
    {
        ToolAnswer answer = Nodes[node].Control(words);
        if (answer.Exit != 0)
        {
            throw new LabFailureException($"node {node} refused '{string.Join(' ', words)}': {answer.Error.Trim()}");
        }
    }

    /// <summary>Starts a daemon in the host's present boot.</summary>
    public void StartDaemon(int node) => Daemons[node].Start(boots[node]);

    /// <summary>Kills host, daemon and commands of a node at once.</summary>
    public long PowerOff(int node)
    {
        Timeline.Act($"power off node {node}");
        return Nodes[node].PowerOff();
    }

    /// <summary>Waits until something holds.</summary>
    /// <exception cref="LabFailureException">It does not in time.</exception>
    public void Await(string what, TimeSpan within, Func<bool> holds)
    {
        long limit = LabClock.Now + within.Ticks;
        while (!holds())
        {
            cancel.ThrowIfCancellationRequested();
            if (LabClock.Now > limit)
            {
                throw new LabFailureException(
                    $"not within {within.TotalSeconds:0.#} s: {what} (node 0: {Describe(0)}; node 1: {Describe(1)})");
            }

            Thread.Sleep(PollMilliseconds);
        }
    }

    /// <summary>Lets time pass; the scenario is about nothing happening in it.</summary>
    public void Pass(TimeSpan time) => cancel.WaitHandle.WaitOne(time);

    /// <summary>Waits until a node serves a group; the first one unless another is named.</summary>
    public void AwaitServing(int node, TimeSpan within, LabGroup? group = null) =>
        Await($"node {node} serves{Of(group)}", within, () => Daemons[node].Look(group?.Name) is { Serves: true });

    /// <summary>Waits until a node could take a group over.</summary>
    public void AwaitReady(int node, TimeSpan within, LabGroup? group = null) =>
        Await($"node {node} is ready{Of(group)} and node {1 - node} knows it", within,
            () => Daemons[node].Look(group?.Name) is { Ready: true }
                && Daemons[1 - node].Look(group?.Name) is { PeerReady: true });

    public void AwaitDead(int node, TimeSpan within) =>
        Await($"node {node} was reset", within, () => !Daemons[node].Runs);

    /// <summary>The node that serves a group, the first one unless another is named; -1 if none does.</summary>
    public int Owner(LabGroup? group = null)
    {
        for (int node = 0; node < 2; node++)
        {
            if (Daemons[node].Runs && Daemons[node].Look(group?.Name) is { Serves: true })
            {
                return node;
            }
        }

        return -1;
    }

    /// <summary>A planned move; the client goes on meanwhile.</summary>
    public void Switchover(int from, LabGroup? group = null)
    {
        (bool ok, string text) = TrySwitchover(from, group);
        if (!ok)
        {
            throw new LabFailureException($"the switchover from node {from} was refused: {text}");
        }
    }

    /// <summary>Orders a planned move, and says what came of it.</summary>
    public (bool Ok, string Text) TrySwitchover(int from, LabGroup? group = null)
    {
        string name = (group ?? Layout.Groups[0]).Name;
        Timeline.Act($"switchover from node {from} to node {1 - from}{Of(group)}");
        return Daemons[from].Order(
            $"{{\"version\":1,\"request\":\"switchover\",\"group\":\"{name}\",\"target\":{1 - from}}}",
            TimeSpan.FromMinutes(1));
    }

    private static string Of(LabGroup? group) => group is null ? "" : $" group {group.Name}";

    /// <summary>Ends everything that was started, the last first.</summary>
    public void Dispose()
    {
        while (owned.TryPop(out IDisposable? part))
        {
            part.Dispose();
        }
    }

    private (IPEndPoint Udp0, IPEndPoint Udp1, IPEndPoint Tcp) Ports { get; }

    private T Own<T>(T part)
        where T : IDisposable
    {
        owned.Push(part);
        return part;
    }

    private void Configure(QuorumDeviceConfiguration? device)
    {
        for (int node = 0; node < 2; node++)
        {
            IPEndPoint local = node == 0 ? Ports.Udp0 : Ports.Udp1;
            IPEndPoint peer = node == 0 ? Interlink.Side0 : Interlink.Side1;
            LabFiles.WriteConfiguration(
                Files, Nodes[node], Settings.Timing,
                device ?? new QuorumDeviceConfiguration(QuorumDeviceKind.Socket, Files.DeviceSocket(node)),
                Settings.Places?.Interlink[node]
                    ?? new InterlinkConfiguration(local.ToString(), peer.ToString()),
                Layout,
                node == 0 ? $"listen {Ports.Tcp}" : $"connect {HaLink.EndPoint}",
                DataLinks[1 - node].EndPoint.ToString(), Fencing);
        }
    }

    /// <summary>As an administrator would: with the program itself.</summary>
    public void InitialiseDevice(string configuration)
    {
        CommandResult result = new CommandRunner().Run(new CommandRequest(
            [.. Program, "device", "init", "--config", configuration, "--create-size", "1048576"],
            TimeSpan.FromMinutes(1)));
        if (!result.Succeeded)
        {
            throw new LabFailureException($"the quorum device could not be initialised: {result.StandardError.Trim()}");
        }
    }

    private string Describe(int node) => !Daemons[node].Runs ? "no daemon"
        : string.Join(", ", Layout.Groups.Select(group => Daemons[node].Look(group.Name) is { } view
            ? $"{(Layout.Groups.Count > 1 ? group.Name + " " : "")}{view.Phase}, "
                + $"peer {(view.PeerReady ? "ready" : view.PeerNotReadyBecause)}"
            : "no answer"));
}
