using System.Text.Json;
using System.Text.Json.Nodes;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Daemon.Tracing;

/// <summary>Runs a trace through the machine again and compares what comes out.</summary>
internal static class TraceReplay
{
    /// <summary>Replays a trace.</summary>
    /// <param name="lines">Its lines.</param>
    /// <returns>How many events were replayed, and the first difference; null if there is none.</returns>
    public static (long Events, string? Difference) Run(IEnumerable<string> lines)
    {
        using IEnumerator<string> source = lines.GetEnumerator();
        if (!source.MoveNext())
        {
            throw new FormatException("The trace is empty.");
        }

        (NodeOptions options, Instant start) = TraceFormat.ReadStart(source.Current);
        NodeState state = NodeMachine.Create(options, start);
        Queue<string> expected = new();
        long events = 0;
        while (source.MoveNext())
        {
            string line = source.Current;
            if (!line.StartsWith("{\"t\":", StringComparison.Ordinal))
            {
                string? was = expected.Count == 0 ? null : expected.Dequeue();
                if (was != line)
                {
                    return (events, $"after event {events}: traced {line}, replayed {was ?? "nothing"}");
                }

                continue;
            }

            if (expected.Count > 0)
            {
                return (events, $"after event {events}: replayed {expected.Peek()}, which was not traced");
            }

            events++;
            Replay(state, JsonNode.Parse(line)!, options, expected);
        }

        return (events, null);
    }

    private static void Replay(NodeState state, JsonNode line, NodeOptions options, Queue<string> expected)
    {
        Instant now = new((long)line["t"]!);
        StepResult result = NodeMachine.Step(state, now, Event(line, options));
        foreach (ref readonly Effect effect in result.Effects)
        {
            expected.Enqueue(TraceFormat.Effect(effect));
        }

        expected.Enqueue(TraceFormat.WakeUp(result.WakeUp));
    }

    private static NodeEvent Event(JsonNode line, NodeOptions options)
    {
        NodeEventKind kind = Enum.Parse<NodeEventKind>((string)line["event"]!);
        string? text = (string?)line["text"];
        switch (kind)
        {
            case NodeEventKind.OwnRingRead:
                return NodeEvent.OwnRingRead(Ring(line["ring"], options.Node, options));
            case NodeEventKind.PeerRingRead:
                return NodeEvent.PeerRingRead(
                    Ring(line["ring"], options.Peer, options), new Instant((long)line["ended"]!));
            case NodeEventKind.WriteEnded:
                return NodeEvent.WriteEnded((bool)line["ok"]!, new Instant((long)line["ended"]!));
            case NodeEventKind.RecordReceived:
                Record record = new();
                Read(line["record"]!, options.Peer, options, record);
                return NodeEvent.RecordReceived((int)line["path"]!, record);
            case NodeEventKind.ForeignReceived:
                return NodeEvent.ForeignReceived((int)line["path"]!);
            case NodeEventKind.GroupInspected:
                return NodeEvent.GroupInspected(
                    (int)line["group"]!,
                    (long)line["token"]!,
                    Enum.Parse<ImportState>((string)line["import"]!),
                    (bool)line["ok"]!,
                    text);
            case NodeEventKind.StepEnded:
                return NodeEvent.StepEnded(
                    (int)line["group"]!,
                    (long)line["token"]!,
                    (int)line["step"]!,
                    Enum.Parse<StepOutcome>((string)line["outcome"]!),
                    text);
            case NodeEventKind.AbandonedEnded:
                return NodeEvent.AbandonedEnded(
                    (int)line["group"]!, (long)line["token"]!, (int)line["step"]!);
            case NodeEventKind.StatePersisted:
                return NodeEvent.StatePersisted((long)line["token"]!, (bool)line["ok"]!, text);
            case NodeEventKind.WatchdogArmed:
                return NodeEvent.WatchdogArmed((long)line["token"]!, (bool)line["ok"]!, text);
            case NodeEventKind.FenceEnded:
                return NodeEvent.FenceEnded((long)line["token"]!, (bool)line["ok"]!, text);
            case NodeEventKind.Command:
                return NodeEvent.Command(Order(line));
            default:
                return NodeEvent.Tick;
        }
    }

    private static OperatorCommand Order(JsonNode line)
    {
        Type type = typeof(OperatorCommand).GetNestedType((string)line["order"]!)
            ?? throw new FormatException($"The trace has an order '{line["order"]}' that is not known.");
        return (OperatorCommand)line["value"].Deserialize(type)!;
    }

    private static RingView? Ring(JsonNode? node, int whose, NodeOptions options)
    {
        if (node is null)
        {
            return null;
        }

        RingView ring = new()
        {
            NewestBlock = (int)node["block"]!,
            InvalidMask = (byte)node["invalid"]!,
            ForeignMask = (byte)node["foreign"]!,
            InvalidHash = (ulong)node["hash"]!,
            HasRecord = node["record"] is not null,
        };
        if (ring.HasRecord)
        {
            Read(node["record"]!, whose, options, ring.Newest);
        }

        return ring;
    }

    private static void Read(JsonNode bytes, int whose, NodeOptions options, Record into)
    {
        ClusterIdentity cluster = new(Guid.Empty, options.Timing.Fingerprint);
        RecordStatus status = RecordCodec.Decode(
            Convert.FromBase64String((string)bytes!), cluster, whose, TraceFormat.Key, into);
        if (status != RecordStatus.Valid)
        {
            // An initialised register carries no fingerprint of a running daemon.
            throw new FormatException("A record in the trace cannot be read.");
        }
    }
}
