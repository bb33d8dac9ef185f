using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Simulation.Pair;

/// <summary>A daemon: the shipped machine, and an adapter that carries out its effects in the world.</summary>
internal sealed class DaemonProcess
{
    private readonly World world;
    private readonly Host host;
    private readonly NodeState state;
    private readonly int power;
    private readonly ClusterIdentity identity;
    private readonly RingReader[] readers;
    private readonly RingView ring = new();
    private readonly Record received = new();
    private readonly byte[] buffer = new byte[RecordCodec.LongestLength];
    private readonly Queue<Action> waiting = new();
    private (int Block, byte[] Bytes)? writing;
    private long wakeTurn;
    private bool paused;

    public DaemonProcess(World world, Host host, ulong incarnation)
    {
        this.world = world;
        this.host = host;
        power = host.PowerCycle;
        identity = host.Identity;
        readers = [new RingReader(identity, world.Key), new RingReader(identity, world.Key)];
        Options = new NodeOptions
        {
            Node = host.Id,
            BootId = host.BootId,
            Incarnation = incarnation,
            Seed = (ulong)world.Random.NextInt64(),
            Timing = host.Timing,
            Groups = world.GroupConfigurations,
            Watchdog = world.WatchdogPeriod,
            CanFence = world.Options.CanFence,
            OnFenceFailure = world.Options.OnFenceFailure,
            Saved = host.StateFile,
        };
        state = NodeMachine.Create(Options, host.Clock);
    }

    public NodeOptions Options { get; }

    public bool Alive { get; private set; } = true;

    /// <summary>A write is in the kernel; the process cannot end before it.</summary>
    public bool WriteOutstanding => writing is not null;

    /// <summary>When it first sent a record over the interlinks; null before. A start may wait long for that.</summary>
    public TimeSpan? SpeaksSince { get; private set; }

    public NodeSnapshot Snapshot => SnapshotBuilder.Build(state, host.Clock);

    /// <summary>The time-out that the watchdog was last asked for, whether it has landed or not.</summary>
    public TimeSpan AskedTimeout { get; private set; }

    /// <summary>A longer time-out was asked for than that of everyday life.</summary>
    public bool IsArmingForRestart => AskedTimeout > Options.Watchdog;

    public Instant CommandsAllowedUntil(int group) => NodeMachine.CommandsAllowedUntil(state, group);

    public Instant ServesUntil(int group) => NodeMachine.ServesUntil(state, group);

    public long CommandsAllowedFor(int group) => NodeMachine.CommandsAllowedFor(state, group);

    public void Start() => Step(NodeEvent.Tick);

    public void Die() => Alive = false;

    /// <summary>It runs: neither stopped nor dead.</summary>
    public bool Running => Alive && !paused;

    public void Pause() => paused = true;

    public void Resume()
    {
        if (!paused)
        {
            return;
        }

        paused = false;
        while (!paused && waiting.TryDequeue(out Action? action))
        {
            action();
        }

        Tell(() => NodeEvent.Tick);
    }

    public void PowerLost()
    {
        Alive = false;
        if (writing is { } write)
        {
            world.Device.PowerLost(host.Id, write.Block, write.Bytes);
        }
    }

    /// <summary>Something reached the process; it sees it when it runs.</summary>
    public void Tell(Func<NodeEvent> e)
    {
        if (!Alive || host.PowerCycle != power)
        {
            return;
        }

        if (paused)
        {
            waiting.Enqueue(() => Tell(e));
        }
        else
        {
            Step(e());
        }
    }

    public void Receive(int path, byte[] datagram) => Tell(() =>
        RecordCodec.Decode(datagram, identity, 1 - host.Id, world.Key, received) switch
        {
            RecordStatus.Valid => Heard(path),
            RecordStatus.Foreign => NodeEvent.ForeignReceived(path),
            _ => NodeEvent.Tick,
        });

    private NodeEvent Heard(int path)
    {
        world.Checker.Heard(host, received);
        return NodeEvent.RecordReceived(path, received);
    }

    private void Step(in NodeEvent e)
    {
        if (!Alive)
        {
            return;
        }

        StepResult result = NodeMachine.Step(state, host.Clock, e);
        world.Trace?.Step(host.Id, e, result);
        world.Checker.Stepped(host, result);
        foreach (Effect effect in result.Effects)
        {
            CarryOut(effect, result.Outgoing);
        }

        world.Checker.Look();
        if (result.WakeUp != Instant.Forever)
        {
            long turn = ++wakeTurn;
            long at = Math.Max(host.TrueTime(result.WakeUp), world.Queue.Now);
            world.Queue.At(at + world.WakeDelay(host.Id).Ticks, () =>
            {
                if (turn == wakeTurn)
                {
                    Tell(() => NodeEvent.Tick);
                }
            });
        }
    }

    private void CarryOut(in Effect effect, Record outgoing)
    {
        int group = effect.Group;
        long token = effect.Token;
        switch (effect.Kind)
        {
            case EffectKind.PersistState:
                Persist(token, (PersistentState)effect.Payload!);
                break;
            case EffectKind.ReadOwnRing:
                world.Device.Read(host.Id, host.Id, readers, ring, view => Tell(() => NodeEvent.OwnRingRead(view)));
                break;
            case EffectKind.WriteRegister:
                Write(effect.Block, Encode(outgoing, effect.Sequence), outgoing);
                break;
            case EffectKind.ReadPeerRing:
                world.Device.Read(host.Id, 1 - host.Id, readers, ring, view => Tell(() =>
                {
                    world.Checker.Lease.CycleEnded(host.Id, view is not null);
                    if (view is { HasRecord: true })
                    {
                        // An acknowledgement counts on whatever path it comes.
                        world.Checker.Lease.Heard(host.Id, view.Newest, host.Clock);
                    }

                    return NodeEvent.PeerRingRead(view, host.Clock);
                }));
                break;
            case EffectKind.SendRecord:
                Send(Encode(outgoing, effect.Sequence), outgoing);
                break;
            case EffectKind.StartStep:
                host.Commands.Start(this, group, token, (PlanStep)effect.Payload!);
                break;
            case EffectKind.Inspect:
                Inspect(group, token);
                break;
            case EffectKind.FencePeer:
                world.FencePeer(host.Id, ok => Tell(() => NodeEvent.FenceEnded(token, ok, "the fence")));
                break;
            case EffectKind.Answer:
                world.Answers.Add((host.Id, token, effect.Ok, (string)effect.Payload!));
                break;
            case EffectKind.Report:
                world.Report(host.Id, (Decision)effect.Payload!);
                break;
            default:
                ActOnHost(effect);
                break;
        }
    }

    private void ActOnHost(in Effect effect)
    {
        string? text = effect.Payload as string;
        switch (effect.Kind)
        {
            case EffectKind.SelfFence:
                Later(world.Options.ResetTime, () => host.PowerOff($"self-fence: {text}"));
                break;
            case EffectKind.PatWatchdog:
                Later(host.PatDelay, host.Pat);
                break;
            case EffectKind.ArmWatchdog:
                TimeSpan timeout = effect.Timeout;
                AskedTimeout = timeout;
                long token = effect.Token;
                Later(host.PatDelay, () =>
                {
                    bool ok = !host.WatchdogFails;
                    if (ok)
                    {
                        host.ArmWatchdog(timeout);
                    }

                    Tell(() => NodeEvent.WatchdogArmed(token, ok, "the watchdog"));
                });
                break;
            case EffectKind.DisarmWatchdog:
                // In line behind the pats that are under way, as on the one descriptor of the real one.
                Later(host.PatDelay, () =>
                {
                    world.Checker.WatchdogDisarmed(host);
                    host.DisarmWatchdog();
                });
                break;
            case EffectKind.Exit:
                world.Note(host.Id, $"daemon exits: {text}");
                Alive = false;
                host.DaemonExited();
                break;
        }
    }

    private byte[] Encode(Record outgoing, ulong sequence)
    {
        outgoing.Sequence = sequence;
        int length = RecordCodec.Encode(outgoing, world.Identity.ClusterId, world.Key, buffer);
        return buffer.AsSpan(0, length).ToArray();
    }

    private void Write(int block, byte[] bytes, Record record)
    {
        world.Checker.Published(host, record, "register");
        world.Checker.Lease.WriteIssued(host.Id, record, host.Clock);
        writing = (block, bytes);
        world.Device.Write(host.Id, block, bytes, ok =>
        {
            writing = null;
            world.Checker.Lease.WriteEnded(host.Id, ok);
            Tell(() => NodeEvent.WriteEnded(ok, host.Clock));
        });
    }

    private void Send(byte[] bytes, Record record)
    {
        world.Checker.Published(host, record, "interlink");
        SpeaksSince ??= world.Now;
        world.Checker.Lease.Sent(host.Id, record, host.Clock);
        foreach (Interlink link in world.Interlinks)
        {
            link.Send(host.Id, bytes);
        }
    }

    private void Persist(long token, PersistentState content) => Later(host.StateFileDelay, () =>
    {
        // A dead process renames nothing any more.
        bool ok = !host.StateFileFails && Alive;
        if (ok)
        {
            host.StateFile = content;
        }

        Tell(() => NodeEvent.StatePersisted(token, ok, ok ? null : "no space left on device"));
    });

    private void Inspect(int group, long token)
    {
        PoolState pool = host.Pools[group];
        ImportState found = host.LooksFail ? ImportState.Unknown : pool.Import;
        bool ok = pool.Serves && host.ServiceOk;
        string? text = ok ? null : "not served";
        Later(host.LookTime, () => Tell(() => NodeEvent.GroupInspected(group, token, found, ok, text)));
    }

    private void Later(TimeSpan delay, Action action) => world.Queue.After(delay, () =>
    {
        if (host.PowerCycle != power)
        {
            return;
        }

        if (host.StalledUntil > world.Queue.Now)
        {
            world.Queue.At(host.StalledUntil, () => Later(TimeSpan.Zero, action));
        }
        else
        {
            action();
        }
    });
}
