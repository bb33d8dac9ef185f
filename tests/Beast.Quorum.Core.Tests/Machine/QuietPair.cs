using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>
/// Two machines wired together without a world, so that only the core's own allocations are measured.
/// </summary>
internal sealed class QuietPair
{
    private static readonly QuorumTiming Timing = TimingPresets.Fast;

    private readonly ClusterIdentity identity =
        new(Guid.Parse("00000000-0000-4000-8000-00000000000a"), Timing.Fingerprint);
    private readonly RecordKey key = new(new byte[32]);
    private readonly RingReader reader;
    private readonly NodeState[] nodes = new NodeState[2];
    private readonly byte[][] rings = [new byte[DeviceLayout.RingBytes], new byte[DeviceLayout.RingBytes]];
    private readonly byte[][] datagrams = [new byte[RecordCodec.LongestLength], new byte[RecordCodec.LongestLength]];
    private readonly int[] lengths = new int[2];
    private readonly RingView view = new();
    private readonly Record received = new();
    private readonly (int Node, Effect Effect)[] waiting = new (int, Effect)[1024];
    private readonly bool[] imported = new bool[2];
    private int head;
    private int tail;
    private Instant now = Instant.FromMilliseconds(1);

    public QuietPair(int groups)
    {
        reader = new RingReader(identity, key);
        GroupConfiguration[] configured = [.. Enumerable.Range(0, groups).Select(id =>
            new GroupConfiguration { Name = $"g{id}", Id = id, Pools = [$"p{id}"], Ctld = false })];
        for (int node = 0; node < 2; node++)
        {
            Record empty = new() { Node = (byte)node, TimingFingerprint = Timing.Fingerprint };
            for (int block = 0; block < DeviceLayout.RingBlocks; block++)
            {
                RecordCodec.Encode(empty, identity.ClusterId, key, Block(node, block));
            }

            nodes[node] = NodeMachine.Create(
                new NodeOptions
                {
                    Node = node,
                    BootId = Guid.NewGuid(),
                    Incarnation = (ulong)node + 1,
                    Seed = 7,
                    Timing = Timing,
                    Groups = configured,
                    Watchdog = Timing.Watchdog,
                },
                now);
        }
    }

    /// <summary>Cycles on the device of node 0.</summary>
    public int Cycles { get; private set; }

    public bool IsServing => SnapshotBuilder.Build(nodes[0], now).Groups
        .All(group => group.Phase == GroupPhase.Serving && group.PeerReady);

    /// <summary>Lets a fifth of a heartbeat pass.</summary>
    public void Advance()
    {
        now += Timing.Heartbeat / 5;
        Feed(0, NodeEvent.Tick);
        Feed(1, NodeEvent.Tick);
        while (head != tail)
        {
            (int node, Effect effect) = waiting[head];
            head = (head + 1) % waiting.Length;
            Answer(node, effect);
        }
    }

    private void Feed(int node, in NodeEvent e)
    {
        StepResult result = NodeMachine.Step(nodes[node], now, e);
        foreach (Effect effect in result.Effects)
        {
            if (effect.Kind == EffectKind.WriteRegister)
            {
                Cycles += 1 - node;
                result.Outgoing.Sequence = effect.Sequence;
                RecordCodec.Encode(result.Outgoing, identity.ClusterId, key, Block(node, effect.Block));
            }
            else if (effect.Kind == EffectKind.SendRecord)
            {
                result.Outgoing.Sequence = effect.Sequence;
                lengths[node] = RecordCodec.Encode(result.Outgoing, identity.ClusterId, key, datagrams[node]);
            }

            waiting[tail] = (node, effect);
            tail = (tail + 1) % waiting.Length;
        }
    }

    private void Answer(int node, in Effect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.PersistState:
                Feed(node, NodeEvent.StatePersisted(effect.Token, true));
                break;
            case EffectKind.ReadOwnRing:
                reader.Read(rings[node], 0, node, view);
                Feed(node, NodeEvent.OwnRingRead(view));
                break;
            case EffectKind.WriteRegister:
                Feed(node, NodeEvent.WriteEnded(true, now));
                break;
            case EffectKind.ReadPeerRing:
                reader.Read(rings[1 - node], 0, 1 - node, view);
                Feed(node, NodeEvent.PeerRingRead(view, now));
                break;
            case EffectKind.SendRecord:
                ReadOnlySpan<byte> datagram = datagrams[node].AsSpan(0, lengths[node]);
                if (RecordCodec.Decode(datagram, identity, node, key, received) == RecordStatus.Valid)
                {
                    Feed(1 - node, NodeEvent.RecordReceived(0, received));
                }

                break;
            case EffectKind.ArmWatchdog:
                Feed(node, NodeEvent.WatchdogArmed(effect.Token, true));
                break;
            case EffectKind.StartStep:
                PlanStep step = (PlanStep)effect.Payload!;
                imported[node] |= step.Kind == StepKind.ImportPool;
                Feed(node, NodeEvent.StepEnded(effect.Group, effect.Token, step.Index, StepOutcome.Done));
                break;
            case EffectKind.Inspect:
                ImportState found = imported[node] ? ImportState.Imported : ImportState.NotImported;
                Feed(node, NodeEvent.GroupInspected(
                    effect.Group, effect.Token, found, imported[node], findings: effect.Errors ? [] : null));
                break;
        }
    }

    private Span<byte> Block(int node, int block) =>
        rings[node].AsSpan(block * DeviceLayout.BlockSize, DeviceLayout.BlockSize);
}
