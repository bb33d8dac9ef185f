using System.Text.Json.Serialization;
using Beast.Quorum.Daemon.Events;

namespace Beast.Quorum.Daemon.Journal;

/// <summary>One line of the journal. Keys are the property names in snake case.</summary>
/// <param name="Time">Wall clock in UTC, for people.</param>
/// <param name="MonoMs">This host's monotonic clock in milliseconds, for intervals.</param>
/// <param name="Id">Stable id of the event, such as <c>BQ1009</c>.</param>
/// <param name="Name">Its stable name.</param>
/// <param name="Level">Who must act: alert, critical, error, warning, notice, info, debug.</param>
/// <param name="Node">The node that writes.</param>
/// <param name="Group">The group it concerns; null for the node as a whole.</param>
/// <param name="Text">The message.</param>
/// <param name="Fields">Its fields.</param>
public sealed record JournalEntry(
    DateTimeOffset Time,
    long MonoMs,
    string Id,
    string Name,
    string Level,
    int Node,
    string? Group,
    string Text,
    IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>An event that happened just now.</summary>
    public static JournalEntry Of(EventMessage message, int node, DateTimeOffset time, long monotonicMilliseconds)
    {
        ArgumentNullException.ThrowIfNull(message);
        Dictionary<string, string> fields = [];
        foreach ((string key, string value) in message.Fields)
        {
            fields[key] = value;
        }

        return new JournalEntry(
            time.ToUniversalTime(),
            monotonicMilliseconds,
            message.Entry.Id,
            message.Entry.Name,
            message.Entry.Level.ToString().ToLowerInvariant(),
            node,
            message.Group,
            message.Text,
            fields);
    }
}

/// <summary>How journal lines become JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;
