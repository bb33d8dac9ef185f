using System.Text.Json;
using System.Text.Json.Nodes;
using Beast.Quorum.Daemon.Configuration;

namespace Beast.Quorum.Daemon.Tracing;

/// <summary>
/// Takes the lines of a trace apart. A trace may be cut, damaged or of a program with other names: whatever is missing
/// or of another type is a <see cref="FormatException"/> that names it.
/// </summary>
internal static class TraceFields
{
    public static JsonObject Parse(string line)
    {
        try
        {
            return Checked(JsonNode.Parse(line) as JsonObject) ?? throw Unreadable("no JSON object", line);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            throw Unreadable("no JSON object", line, fault);
        }
    }

    /// <summary>A number, truth value or text that must be there.</summary>
    public static T Get<T>(JsonObject line, string name) =>
        TryGet(line[name], out T? value) ? value : throw Unreadable($"no usable '{name}'", Keys(line));

    /// <summary>A text that may be absent.</summary>
    public static string? Text(JsonObject line, string name) =>
        line[name] is null ? null : Get<string>(line, name);

    /// <summary>One of the names of an enumeration.</summary>
    public static T Kind<T>(JsonObject line, string name)
        where T : struct, Enum =>
        Enum.TryParse(Get<string>(line, name), out T kind) && Enum.IsDefined(kind)
            ? kind
            : throw Unreadable($"an unknown '{name}'", Keys(line));

    /// <summary>An object inside a line; null if it is absent.</summary>
    public static JsonObject? Part(JsonObject line, string name)
    {
        try
        {
            return line[name] is null ? null
                : Checked(line[name] as JsonObject) ?? throw Unreadable($"no usable '{name}'", Keys(line));
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            throw Unreadable($"no usable '{name}'", name, fault);
        }
    }

    /// <summary>An object of a type that must be there.</summary>
    public static object Value(JsonObject line, string name, Type type)
    {
        try
        {
            return line[name].Deserialize(type) ?? throw Unreadable($"no '{name}'", type.Name);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException
            or NotSupportedException)
        {
            throw Unreadable($"no usable '{name}'", type.Name, fault);
        }
    }

    private static bool TryGet<T>(JsonNode? node, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value)
    {
        try
        {
            value = default;
            return node is JsonValue given && given.TryGetValue(out value) && value is not null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape: JSON takes it, a string does not.
            value = default;
            return false;
        }
    }

    // Not the values: one of them may be what cannot be shown.
    private static string Keys(JsonObject line) => "a line with " + string.Join(", ", line.Select(pair => pair.Key));

    // A key that is there twice shows only when the object is first looked at.
    private static JsonObject? Checked(JsonObject? node) => node?.Count >= 0 ? node : null;

    private static FormatException Unreadable(string what, string where, Exception? inner = null) =>
        new($"The trace cannot be read: {what} in {Printable.Short(where, 120)}", inner);
}
