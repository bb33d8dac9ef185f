namespace Beast.Quorum.Daemon.Events;

/// <summary>One kind of event, as the table has it.</summary>
/// <param name="Id">Stable id, <c>BQ</c> and four digits; never used again for anything else.</param>
/// <param name="Name">Stable name, in snake case.</param>
/// <param name="Level">Who must act.</param>
/// <param name="Template">The message, with its fields in braces.</param>
/// <param name="Action">What a person does about it; "-" for nothing.</param>
public sealed record EventEntry(string Id, string Name, EventLevel Level, string Template, string Action);

/// <summary>One event that happened, ready for log and journal.</summary>
/// <param name="Entry">Its kind.</param>
/// <param name="Group">The group it concerns; null for the node as a whole.</param>
/// <param name="Text">The message, one line.</param>
/// <param name="Fields">The fields, in the template's order and beyond.</param>
public sealed record EventMessage(
    EventEntry Entry, string? Group, string Text, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>The line for syslog: id, message, then the fields as <c>key=value</c>.</summary>
    public string ToLine() => $"{Entry.Id} {Entry.Name}: {Text}"
        + string.Concat(Fields.Select(field => $" {field.Key}={Quoted(field.Value)}"));

    private static string Quoted(string value) =>
        value.Length > 0 && !value.Any(letter => letter is ' ' or '"' or '=')
            ? value
            : '"' + value.Replace("\"", "'", StringComparison.Ordinal) + '"';
}
