using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Checks;

namespace Beast.Quorum.Simulation.Pair;

/// <summary>What an attempt to fence the peer does.</summary>
internal enum FenceResult
{
    Works,
    Fails,

    /// <summary>Reports success and does nothing.</summary>
    Lies,

    /// <summary>Reports a failure, and switches the peer off a little later all the same.</summary>
    TimesOut,
}

/// <summary>Two controllers, a quorum device and interlinks in virtual time. All chance comes from one seed.</summary>
internal sealed class World
{
    private readonly List<(TimeSpan At, int Node, object What)> timeline = [];
    private readonly Dictionary<(int Node, StepKind Kind, int? Group), StepBehaviour> steps = [];

    public World(WorldOptions options)
    {
        Options = options;
        Random = new Random((int)options.Seed);
        Identity = new ClusterIdentity(Guid.Parse("7d2e6f0a-0000-4000-8000-000000000001"), options.Timing.Fingerprint);
        Key = new RememberingKey(Enumerable.Range(1, 32).Select(value => (byte)value).ToArray());
        GroupConfigurations = [.. Enumerable.Range(0, options.Groups).Select(id => options.Group(
            new GroupConfiguration { Name = $"g{id}", Id = id, Pools = [$"tank{id}"], Ctld = false }))];
        Errors = [.. GroupConfigurations.Select(group => new PoolErrors(this, group.Pools[0]))];
        Hosts = [new Host(this, 0, options.Drift0), new Host(this, 1, options.Drift1)];
        Device = new SharedDevice(this);
        Interlinks = [.. Enumerable.Range(0, options.Interlinks).Select(number => new Interlink(this, number))];
        Excuses = new Excuses(this);
        Checker = new Checker(this);
    }

    public WorldOptions Options { get; }

    public QuorumTiming Timing => Options.Timing;

    /// <summary>Zero without a watchdog.</summary>
    public TimeSpan WatchdogPeriod =>
        Options.Watchdog ? Options.WatchdogPeriod ?? Timing.Watchdog : TimeSpan.Zero;

    /// <summary>Every fault is told to <see cref="Excuses"/>, so what has no excuse is a mistake.</summary>
    public bool Watching { get; set; }

    /// <summary>Only what a client or a disk would notice counts: two nodes that write, or none that serves.</summary>
    public bool OnlyHarm { get; set; }

    /// <summary>Datagrams are kept, to be replayed.</summary>
    public bool Recording { get; set; }

    public Excuses Excuses { get; }

    /// <summary>Where every step is told; null for nowhere.</summary>
    public WorldTrace? Trace { get; set; }

    public EventQueue Queue { get; } = new();

    public Random Random { get; }

    public ClusterIdentity Identity { get; }

    public RecordKey Key { get; }

    public GroupConfiguration[] GroupConfigurations { get; }

    /// <summary>What is wrong with each group's pool.</summary>
    public PoolErrors[] Errors { get; }

    public Host[] Hosts { get; }

    public SharedDevice Device { get; }

    public Interlink[] Interlinks { get; }

    public Checker Checker { get; }

    /// <summary>Every power-off and reset: when, which host, why.</summary>
    public List<(TimeSpan At, int Node, string Reason)> Offs { get; } = [];

    public List<(int Node, long Order, bool Ok, string Text)> Answers { get; } = [];

    public FenceResult Fence { get; set; }

    public TimeSpan FenceTime { get; set; } = TimeSpan.FromMilliseconds(200);

    public int Fences { get; private set; }

    /// <summary>How late a daemon's loop wakes.</summary>
    public Func<int, TimeSpan> WakeDelay { get; set; } = _ => TimeSpan.Zero;

    public TimeSpan Now => new(Queue.Now);

    /// <summary>A world whose hosts are both switched on at its beginning.</summary>
    public static World Begin(WorldOptions? options = null)
    {
        World world = new(options ?? new WorldOptions());
        world.Hosts[0].PowerOn();
        world.Hosts[1].PowerOn();
        return world;
    }

    /// <summary>As <see cref="Begin"/>, and run until node 0 serves every group and node 1 is ready for all.</summary>
    public static World BeginServing(WorldOptions? options = null)
    {
        World world = Begin(options);
        world.Await(() => world.IsSettled(0), 30, "node 0 serves every group and node 1 is ready");
        return world;
    }

    /// <summary>The bytes of a record, signed with the cluster's key.</summary>
    public byte[] Sign(Record record)
    {
        byte[] bytes = new byte[RecordCodec.LongestLength];
        return bytes[..RecordCodec.Encode(record, Identity.ClusterId, Key, bytes)];
    }

    public Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.NextBytes(bytes);
        return new Guid(bytes);
    }

    public void Run(double seconds) => Queue.RunTo(Queue.Now + TimeSpan.FromSeconds(seconds).Ticks);

    public bool RunUntil(Func<bool> enough, double seconds) =>
        enough() || Queue.RunTo(Queue.Now + TimeSpan.FromSeconds(seconds).Ticks, enough);

    /// <summary>Runs until something is so.</summary>
    /// <exception cref="TimeoutException">It was not in time.</exception>
    public void Await(Func<bool> enough, double seconds, string what)
    {
        if (!RunUntil(enough, seconds))
        {
            throw new TimeoutException($"SEED={Options.Seed}: not within {seconds} s: {what}\n{Tail(60)}");
        }
    }

    public bool Serves(int node, int group = 0) => Hosts[node].On && Hosts[node].Pools[group].Serves;

    public bool ServesAll(int node) => Hosts[node].On && Hosts[node].Pools.All(pool => pool.Serves);

    /// <summary>A node serves everything and the other one could take it over.</summary>
    public bool IsSettled(int node) => ServesAll(node) && Hosts[1 - node].Daemon is { Alive: true } peer
        && Hosts[node].Daemon is { Alive: true } own
        && own.Snapshot.Groups.All(group => group.Phase == GroupPhase.Serving && group.PeerReady)
        && peer.Snapshot.Groups.All(group => group.Phase == GroupPhase.Standby && group.Ready);

    public GroupPhase? Phase(int node, int group = 0) => Hosts[node].Daemon?.Snapshot.Groups[group].Phase;

    public void Order(int node, OperatorCommand order) =>
        Hosts[node].Daemon!.Tell(() => NodeEvent.Command(order));

    public bool? Answered(long order) =>
        Answers.Any(answer => answer.Order == order) ? Answers.Last(answer => answer.Order == order).Ok : null;

    /// <summary>How a step of one group, or of any, behaves on a node from now on.</summary>
    public void Behave(int node, StepKind kind, StepBehaviour how, int? group = null) =>
        steps[(node, kind, group)] = how;

    public void BehaveWell() => steps.Clear();

    public void BehaveWell(int node)
    {
        foreach ((int, StepKind, int?) key in steps.Keys.Where(key => key.Node == node).ToArray())
        {
            steps.Remove(key);
        }
    }

    public StepBehaviour StepRule(int node, int group, StepKind kind) =>
        steps.TryGetValue((node, kind, group), out StepBehaviour how) || steps.TryGetValue((node, kind, null), out how)
            ? how
            : new StepBehaviour(Options.StepTime * (0.5 + Random.NextDouble()));

    public void FencePeer(int from, Action<bool> ended)
    {
        Fences++;
        FenceResult result = Fence;
        Note(from, $"fences the peer ({result})");
        Queue.After(FenceTime, () =>
        {
            if (result == FenceResult.Works)
            {
                FenceNow(from, "fenced");
            }
            else if (result == FenceResult.TimesOut)
            {
                Queue.After(Options.StepTime, () => FenceNow(from, "fenced late"));
            }

            ended(result is FenceResult.Works or FenceResult.Lies);
        });
    }

    private void FenceNow(int from, string how)
    {
        for (int group = 0; Options.Reserves && group < Options.Groups; group++)
        {
            TakeDisks(from, group);
        }

        if (!Options.Reserves)
        {
            Hosts[1 - from].PowerOff(how);
        }
    }

    /// <summary>A node reserves the disks of a group; whatever the other one writes to them is refused.</summary>
    public void TakeDisks(int node, int group)
    {
        Hosts[node].Pools[group].ShutOut = false;
        Hosts[1 - node].Pools[group].ShutOut = true;
        Note(node, $"reserves the disks of group {group}");
        Checker.Look();
    }

    public void Note(int node, string what)
    {
        timeline.Add((Now, node, what));
        Trace?.Line(node, what);
    }

    public void Report(int node, Decision decision)
    {
        timeline.Add((Now, node, decision));
        Trace?.Line(node, decision.ToString());
        Checker.Reported(node, decision);
    }

    /// <summary>Everything that both nodes decided since the beginning, in order.</summary>
    public IEnumerable<(TimeSpan At, int Node, Decision What)> Decisions => timeline
        .Where(entry => entry.What is Decision)
        .Select(entry => (entry.At, entry.Node, (Decision)entry.What));

    /// <summary>What a node decided since the beginning, of one kind.</summary>
    public IEnumerable<T> Decided<T>(int node)
        where T : Decision => timeline.Where(entry => entry.Node == node).Select(entry => entry.What).OfType<T>();

    /// <summary>When a node first decided that after a moment; null if it did not.</summary>
    public TimeSpan? FirstAfter<T>(int node, TimeSpan after)
        where T : Decision => timeline.Where(entry => entry.Node == node && entry.At >= after && entry.What is T)
            .Select(entry => (TimeSpan?)entry.At).FirstOrDefault();

    public string Tail(int count) => string.Join('\n', timeline.TakeLast(count).Select(entry =>
        $"{entry.At.TotalMilliseconds,10:0} ms  node {entry.Node}  {entry.What}"));
}
