using System.Globalization;
using System.Text;

namespace Beast.Quorum.EndToEnd.Tests.Support;

/// <summary>A custom group that is served where a marker file lies; its commands make and remove it.</summary>
internal sealed class GroupSetup(TestFolder folder, int index)
{
    internal string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"g{index}");

    internal int Preferred => index % 2;

    /// <summary>What every command of the group appends its word to, in the order in which they ran.</summary>
    internal string Log(int node) => folder.File($"{Name}.log{node}");

    /// <summary>Lies there while a node serves.</summary>
    internal string Marker(int node) => folder.File($"{Name}.on{node}");

    /// <summary>Whether the group has no commands of its own, because the trigger serves it.</summary>
    internal bool ServedByTrigger { get; set; }

    internal void Write(StringBuilder text, int node)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"  - name: {Name}");
        text.AppendLine("    profile: custom");
        text.AppendLine(CultureInfo.InvariantCulture, $"    preferred: {Preferred}");
        text.AppendLine("    step_deadline: 30s");
        text.AppendLine("    custom:");
        if (!ServedByTrigger)
        {
            Commands(text, "takeover", $"touch {Marker(node)}; echo takeover >> {Log(node)}");
            Commands(text, "release", $"rm -f {Marker(node)}; echo release >> {Log(node)}");
            Commands(text, "rejoin", $"echo rejoin >> {Log(node)}");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"      serving: {Shell($"test -e {Marker(node)}")}");
    }

    private static void Commands(StringBuilder text, string transition, string script) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"      {transition}: [{Shell(script)}]");

    private static string Shell(string script) => $"[/bin/sh, -c, \"{script}\"]";
}
