using System.Globalization;
using Beast.Quorum.Core.Machine;

namespace Beast.Quorum.Daemon.Events;

/// <summary>Turns decisions and happenings into messages.</summary>
/// <param name="groups">Names of the groups, in the configuration's order.</param>
public sealed class EventWriter(IReadOnlyList<string> groups)
{
    private const int LongestText = 1000;

    /// <summary>The message of a decision.</summary>
    public EventMessage Render(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        string? group = decision is Decision.OfGroup ofGroup ? Name(ofGroup.Group) : null;
        List<KeyValuePair<string, string>> fields = [];
        if (group is not null)
        {
            fields.Add(new("group", group));
        }

        fields.AddRange(Details(decision));
        fields.Add(new("reason", OneLine(decision.Reason)));
        return Fill(EventTable.Decisions[decision.GetType()], group, fields);
    }

    /// <summary>The message of something that happened around the machine.</summary>
    /// <param name="entry">One of <see cref="DaemonEvents"/>.</param>
    /// <param name="fields">Its fields; <c>group</c> is the group's name.</param>
    public static EventMessage Render(EventEntry entry, params (string Key, object? Value)[] fields)
    {
        ArgumentNullException.ThrowIfNull(entry);
        List<KeyValuePair<string, string>> list = [.. fields.Select(field => new KeyValuePair<string, string>(
            field.Key, OneLine(Convert.ToString(field.Value, CultureInfo.InvariantCulture) ?? "")))];
        return Fill(entry, list.Find(field => field.Key == "group").Value, list);
    }

    private static IEnumerable<KeyValuePair<string, string>> Details(Decision decision) => decision switch
    {
        Decision.MakeClaim d => Epoch(d.Epoch),
        Decision.WithdrawClaim d => Epoch(d.Epoch),
        Decision.PublishOwnership d => Epoch(d.Epoch),
        Decision.BeginTakeover d => Epoch(d.Epoch),
        Decision.Serve d => Epoch(d.Epoch),
        Decision.FailTakeover d => Epoch(d.Epoch),
        Decision.BeginSwitchover d => [.. Epoch(d.Epoch), new("target", Number(d.Target))],
        Decision.RollBack d => Epoch(d.Epoch),
        Decision.BeginDemotion d => Epoch(d.Epoch),
        Decision.Release d => Epoch(d.Epoch),
        Decision.Adopt d => Epoch(d.Epoch),
        Decision.StepFailed d => [new("step", OneLine(d.Step))],
        Decision.InterlinkLost d => [new("path", Number(d.Path))],
        Decision.InterlinkBack d => [new("path", Number(d.Path))],
        Decision.SetMaintenance d => [new("state", d.On ? "on" : "off")],
        _ => [],
    };

    private static IEnumerable<KeyValuePair<string, string>> Epoch(uint epoch) => [new("epoch", Number(epoch))];

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static EventMessage Fill(
        EventEntry entry, string? group, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        string text = entry.Template;
        foreach ((string key, string value) in fields)
        {
            text = text.Replace("{" + key + "}", value, StringComparison.Ordinal);
        }

        return new EventMessage(entry, group, text, fields);
    }

    private string Name(int group) => group >= 0 && group < groups.Count ? groups[group] : $"group {group}";

    /// <summary>Without control characters, which could forge lines of a log, and not longer than a log line may
    /// be.</summary>
    private static string OneLine(string text)
    {
        string clean = string.Concat(text.Take(LongestText).Select(letter => char.IsControl(letter) ? ' ' : letter));
        return text.Length > LongestText ? clean + "…" : clean;
    }
}
