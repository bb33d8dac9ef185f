using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Daemon.Tracing;

/// <summary>
/// The lines of a trace. The first is the start with the machine's options; then an event line, its effects, and the
/// wake-up that the machine asked for, again and again. Times are ticks of 100 ns.
/// </summary>
internal static class TraceFormat
{
    public const int Version = 1;

    /// <summary>Records stand in a trace as their own bytes, signed with this key, which is no secret.</summary>
    public static RecordKey Key { get; } = new(new byte[RecordKey.Shortest]);

    public static string Start(NodeOptions options, Instant start) => new JsonObject
    {
        ["trace"] = Version,
        ["at"] = start.Ticks,
        ["options"] = JsonSerializer.SerializeToNode(options),
    }.ToJsonString();

    /// <exception cref="FormatException">It is not the first line of a trace.</exception>
    public static (NodeOptions Options, Instant Start) ReadStart(string line)
    {
        JsonObject node = TraceFields.Parse(line);
        if (TraceFields.Get<int>(node, "trace") != Version)
        {
            throw new FormatException("This is not a trace of a version that can be replayed.");
        }

        NodeOptions options = (NodeOptions)TraceFields.Value(node, "options", typeof(NodeOptions));
        bool usable = options is { Node: 0 or 1, Timing: not null, Groups: not null }
            && options.Groups.All(group => group is not null) && options.Saved is null or { Groups: not null };
        return usable
            ? (options, new Instant(TraceFields.Get<long>(node, "at")))
            : throw new FormatException("The trace's options are not those of a node.");
    }

    public static string Event(Instant now, in NodeEvent e)
    {
        JsonObject line = new() { ["t"] = now.Ticks, ["event"] = e.Kind.ToString() };
        switch (e.Kind)
        {
            case NodeEventKind.OwnRingRead or NodeEventKind.PeerRingRead:
                line["ended"] = e.EndedAt.Ticks;
                line["ring"] = Ring(e.Ring);
                break;
            case NodeEventKind.WriteEnded:
                line["ended"] = e.EndedAt.Ticks;
                line["ok"] = e.Ok;
                break;
            case NodeEventKind.RecordReceived:
                line["path"] = e.Path;
                line["record"] = Bytes(e.Record!);
                break;
            case NodeEventKind.ForeignReceived:
                line["path"] = e.Path;
                break;
            case NodeEventKind.GroupInspected:
                line["group"] = e.Group;
                line["token"] = e.Token;
                line["import"] = e.Import.ToString();
                line["ok"] = e.Ok;
                line["text"] = e.Text;
                line["findings"] = e.Findings is null ? null : JsonSerializer.SerializeToNode(e.Findings);
                break;
            case NodeEventKind.ReservationLost:
                line["group"] = e.Group;
                line["token"] = e.Token;
                line["text"] = e.Text;
                break;
            case NodeEventKind.StepEnded:
                line["group"] = e.Group;
                line["token"] = e.Token;
                line["step"] = e.Step;
                line["outcome"] = e.Outcome.ToString();
                line["text"] = e.Text;
                break;
            case NodeEventKind.AbandonedEnded:
                line["group"] = e.Group;
                line["token"] = e.Token;
                line["step"] = e.Step;
                break;
            case NodeEventKind.Command:
                line["order"] = e.Order!.GetType().Name;
                line["value"] = JsonSerializer.SerializeToNode(e.Order, e.Order.GetType());
                break;
            case NodeEventKind.StatePersisted or NodeEventKind.WatchdogArmed or NodeEventKind.FenceEnded:
                line["token"] = e.Token;
                line["ok"] = e.Ok;
                line["text"] = e.Text;
                break;
        }

        return line.ToJsonString();
    }

    public static string Effect(in Effect effect)
    {
        JsonObject line = new() { ["effect"] = effect.Kind.ToString() };
        Put(line, "sequence", (long)effect.Sequence);
        Put(line, "block", effect.Block);
        Put(line, "group", effect.Group);
        Put(line, "token", effect.Token);
        Put(line, "timeout", effect.Timeout.Ticks);
        if (effect.Kind is EffectKind.Answer or EffectKind.Inspect)
        {
            line["ok"] = effect.Ok;
        }

        if (effect.Errors)
        {
            line["errors"] = true;
        }

        line["payload"] = effect.Payload switch
        {
            null => null,
            string text => text,
            PlanStep step => step.ToString(),
            Decision decision => string.Create(CultureInfo.InvariantCulture, $"{decision}"),
            _ => JsonSerializer.SerializeToNode(effect.Payload, effect.Payload.GetType()),
        };
        return line.ToJsonString();
    }

    public static string WakeUp(Instant at) => $"{{\"wake\":{at.Ticks.ToString(CultureInfo.InvariantCulture)}}}";

    private static void Put(JsonObject line, string name, long value)
    {
        if (value != 0)
        {
            line[name] = value;
        }
    }

    private static JsonObject? Ring(RingView? ring) => ring is null ? null : new JsonObject
    {
        ["record"] = ring.HasRecord ? Bytes(ring.Newest) : null,
        ["block"] = ring.NewestBlock,
        ["invalid"] = ring.InvalidMask,
        ["foreign"] = ring.ForeignMask,
        ["hash"] = ring.InvalidHash,
    };

    private static string Bytes(Record record)
    {
        Span<byte> bytes = stackalloc byte[RecordCodec.LongestLength];
        int length = RecordCodec.Encode(record, Guid.Empty, Key, bytes);
        return Convert.ToBase64String(bytes[..length]);
    }
}
