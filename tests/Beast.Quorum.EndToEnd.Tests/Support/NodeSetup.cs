using System.Globalization;
using System.Text;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.EndToEnd.Tests.Support;

/// <summary>One node's configuration file, and the daemon that runs with it.</summary>
internal sealed class NodeSetup(PairSetup pair, int node)
{
    private int starts;

    internal int Node => node;

    internal PairSetup Pair => pair;

    internal string Configuration => pair.File($"node{node}.yml");

    internal string StateDirectory { get; set; } = pair.File($"db{node}");

    internal string RunDirectory => pair.File($"run{node}");

    internal string Output => pair.File($"output{node}");

    internal string DeviceKind { get; private set; } = "raw";

    internal string Device { get; private set; } = "";

    internal string Cluster { get; set; } = "pair";

    internal string Timing { get; set; } = "fast";

    /// <summary>Words before the daemon's command line.</summary>
    internal IReadOnlyList<string> Launcher { get; set; } = [];

    /// <summary>Where its next daemon writes its trace.</summary>
    internal string NextTrace() => pair.File(
        string.Create(CultureInfo.InvariantCulture, $"trace-{node}-{Interlocked.Increment(ref starts)}.ndjson"));

    /// <summary>Lines that are added to the file as they are.</summary>
    internal string Extra { get; set; } = "";

    internal void Write()
    {
        Device = DeviceKind == "raw" ? pair.Device : Device;
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"cluster: {Cluster}");
        text.AppendLine(CultureInfo.InvariantCulture, $"node: {node}");
        text.AppendLine(CultureInfo.InvariantCulture, $"key_file: {pair.KeyFile}");
        text.AppendLine(CultureInfo.InvariantCulture, $"quorum_device: {{kind: {DeviceKind}, path: {Device}}}");
        text.AppendLine("interlinks:");
        foreach ((string local, string peer) in pair.Interlinks(node))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  - {{local: \"{local}\", peer: \"{peer}\"}}");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"timing: {Timing}");
        text.AppendLine("watchdog: {kind: none}");
        text.AppendLine("self_fence: {method: command, command: [/bin/sh, -c, \"kill -9 $PPID\"]}");
        text.AppendLine("i_accept_no_fencing: true");
        text.AppendLine("realtime: off");
        text.AppendLine("oom_protection: off");
        text.AppendLine(CultureInfo.InvariantCulture, $"state_directory: {StateDirectory}");
        text.AppendLine(CultureInfo.InvariantCulture, $"run_directory: {RunDirectory}");
        text.AppendLine("groups:");
        foreach (GroupSetup group in pair.Groups)
        {
            group.Write(text, node);
        }

        text.Append(Extra);
        File.WriteAllText(Configuration, text.ToString());
    }

    /// <summary>Uses a server on a socket instead of the file.</summary>
    internal void UseSocket(string path)
    {
        DeviceKind = "socket";
        Device = path;
        Write();
    }

    /// <summary>Runs a quick command with this node's configuration; it must succeed.</summary>
    internal string Do(params string[] arguments) => Beastq.Do([.. arguments, "--config", Configuration]);

    /// <summary>Runs a daemon that should end by itself.</summary>
    internal CommandResult RunToItsEnd(params string[] arguments) => Beastq.Run(
        TimeSpan.FromSeconds(60), ["daemon", "--foreground", "--config", Configuration, .. arguments]);

    internal DaemonUnderTest Start(params string[] arguments) => new(this, arguments);
}
