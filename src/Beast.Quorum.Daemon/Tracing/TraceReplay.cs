using System.Text.Json.Nodes;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Recovery;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Configuration;

namespace Beast.Quorum.Daemon.Tracing;

/// <summary>Runs a trace through the machine again and compares what comes out.</summary>
internal static class TraceReplay
{
    /// <summary>Replays a trace.</summary>
    /// <param name="lines">Its lines.</param>
    /// <returns>
    /// How many events were replayed, and the first difference; null if there is none. A machine that fails differs.
    /// </returns>
    /// <exception cref="FormatException">It is no trace, or a damaged one.</exception>
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
            if (Replay(state, TraceFields.Parse(line), options, expected) is { } failure)
            {
                return (events, $"event {events}: replayed {line}, the machine failed: {failure}");
            }
        }

        return (events, null);
    }

    private static string? Replay(NodeState state, JsonObject line, NodeOptions options, Queue<string> expected)
    {
        Instant now = new(TraceFields.Get<long>(line, "t"));
        NodeEvent e = Event(line, options);
        try
        {
            StepResult result = NodeMachine.Step(state, now, e);
            foreach (ref readonly Effect effect in result.Effects)
            {
                expected.Enqueue(TraceFormat.Effect(effect));
            }

            expected.Enqueue(TraceFormat.WakeUp(result.WakeUp));
            return null;
        }
#pragma warning disable CA1031 // Whatever it is: the run that was traced got past it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return $"{fault.GetType().Name}: {fault.Message}";
        }
    }

    private static NodeEvent Event(JsonObject line, NodeOptions options)
    {
        NodeEventKind kind = TraceFields.Kind<NodeEventKind>(line, "event");
        string? text = TraceFields.Text(line, "text");
        switch (kind)
        {
            case NodeEventKind.OwnRingRead:
                return NodeEvent.OwnRingRead(Ring(TraceFields.Part(line, "ring"), options.Node, options));
            case NodeEventKind.PeerRingRead:
                return NodeEvent.PeerRingRead(
                    Ring(TraceFields.Part(line, "ring"), options.Peer, options), Ended(line));
            case NodeEventKind.WriteEnded:
                return NodeEvent.WriteEnded(Ok(line), Ended(line));
            case NodeEventKind.RecordReceived:
                Record record = new();
                Read(TraceFields.Get<string>(line, "record"), options.Peer, options, record);
                return NodeEvent.RecordReceived(TraceFields.Get<int>(line, "path"), record);
            case NodeEventKind.ForeignReceived:
                return NodeEvent.ForeignReceived(TraceFields.Get<int>(line, "path"));
            case NodeEventKind.GroupInspected:
                return NodeEvent.GroupInspected(
                    Group(line),
                    Token(line),
                    TraceFields.Kind<ImportState>(line, "import"),
                    Ok(line),
                    text,
                    Findings(line));
            case NodeEventKind.ReservationLost:
                return NodeEvent.ReservationLost(Group(line), Token(line), text ?? "");
            case NodeEventKind.StepEnded:
                return NodeEvent.StepEnded(
                    Group(line),
                    Token(line),
                    Step(line),
                    TraceFields.Kind<StepOutcome>(line, "outcome"),
                    text);
            case NodeEventKind.AbandonedEnded:
                return NodeEvent.AbandonedEnded(
                    Group(line), Token(line), Step(line));
            case NodeEventKind.StatePersisted:
                return NodeEvent.StatePersisted(Token(line), Ok(line), text);
            case NodeEventKind.WatchdogArmed:
                return NodeEvent.WatchdogArmed(Token(line), Ok(line), text);
            case NodeEventKind.FenceEnded:
                return NodeEvent.FenceEnded(Token(line), Ok(line), text);
            case NodeEventKind.Command:
                return NodeEvent.Command(Order(line));
            default:
                return NodeEvent.Tick;
        }
    }

    private static int Group(JsonObject line) => TraceFields.Get<int>(line, "group");

    private static long Token(JsonObject line) => TraceFields.Get<long>(line, "token");

    private static int Step(JsonObject line) => TraceFields.Get<int>(line, "step");

    private static bool Ok(JsonObject line) => TraceFields.Get<bool>(line, "ok");

    private static Instant Ended(JsonObject line) => new(TraceFields.Get<long>(line, "ended"));

    /// <summary>Absent in traces of programs that did not read them, and in most lines of the others.</summary>
    private static PoolFinding[]? Findings(JsonObject line)
    {
        if (line["findings"] is null)
        {
            return null;
        }

        PoolFinding[] found = (PoolFinding[])TraceFields.Value(line, "findings", typeof(PoolFinding[]));
        return Array.TrueForAll(found, pool => pool is { Pool: not null, Damage: not null })
            ? found
            : throw new FormatException("The trace has findings about pools that are empty.");
    }

    private static OperatorCommand Order(JsonObject line)
    {
        string name = TraceFields.Get<string>(line, "order");
        Type type = Array.Find(typeof(OperatorCommand).GetNestedTypes(), known => known.Name == name)
            ?? throw new FormatException($"The trace has an order '{Printable.Short(name)}' that is not known.");
        return (OperatorCommand)TraceFields.Value(line, "value", type);
    }

    private static RingView? Ring(JsonObject? node, int whose, NodeOptions options)
    {
        if (node is null)
        {
            return null;
        }

        string? record = TraceFields.Text(node, "record");
        RingView ring = new()
        {
            NewestBlock = TraceFields.Get<int>(node, "block"),
            InvalidMask = TraceFields.Get<byte>(node, "invalid"),
            ForeignMask = TraceFields.Get<byte>(node, "foreign"),
            InvalidHash = TraceFields.Get<ulong>(node, "hash"),
            HasRecord = record is not null,
        };
        if (record is not null)
        {
            Read(record, whose, options, ring.Newest);
        }

        return ring;
    }

    private static void Read(string bytes, int whose, NodeOptions options, Record into)
    {
        ClusterIdentity cluster = new(Guid.Empty, options.Timing.Fingerprint);
        RecordStatus status = RecordCodec.Decode(
            Convert.FromBase64String(bytes), cluster, whose, TraceFormat.Key, into);
        if (status != RecordStatus.Valid)
        {
            // An initialised register carries no fingerprint of a running daemon.
            throw new FormatException("A record in the trace cannot be read.");
        }
    }
}
