using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Lab.Nodes;

namespace Beast.Quorum.Lab.Runs;

/// <summary>Writes what a node's daemon is configured with: its key and its <c>beastq.yml</c>.</summary>
internal static class LabFiles
{
    public const string Pool = "beast";

    public const string Volume = "v0";

    public static string Configuration(LabDirectory directory, int node) =>
        Path.Combine(directory.Node(node), "beastq.yml");

    public static string RunDirectory(LabDirectory directory, int node) => Path.Combine(directory.Node(node), "run");

    public static string StateDirectory(LabDirectory directory, int node) => Path.Combine(directory.Node(node), "db");

    public static string DaemonLog(LabDirectory directory, int node) =>
        Path.Combine(directory.Node(node), "daemon.log");

    public static string Trace(LabDirectory directory, int node, int start) => Path.Combine(
        directory.Node(node), string.Create(CultureInfo.InvariantCulture, $"trace-{start}.ndjson"));

    /// <summary>The same key for both nodes, readable by its owner only.</summary>
    public static void WriteKeys(LabDirectory directory)
    {
        string key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) + "\n";
        for (int node = 0; node < 2; node++)
        {
            string path = KeyFile(directory, node);
            using FileStream file = new(path, new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            file.Write(Encoding.ASCII.GetBytes(key));
        }
    }

    /// <summary>One configuration; what a lab has instead of devices is named where the real thing would be.</summary>
    public static void WriteConfiguration(
        LabDirectory directory, LabNode node, QuorumTiming timing, QuorumDeviceConfiguration device,
        InterlinkConfiguration interlink, LabLayout layout, string haPeer, string peerPortal, LabFencing fencing)
    {
        int id = node.Node;
        StringBuilder text = new();
        text.AppendLine("cluster: lab");
        text.AppendLine(CultureInfo.InvariantCulture, $"node: {id}");
        text.AppendLine(CultureInfo.InvariantCulture, $"key_file: {KeyFile(directory, id)}");
        text.AppendLine("quorum_device:");
        text.AppendLine(device.Kind == QuorumDeviceKind.Raw ? "  kind: raw" : "  kind: socket");
        text.AppendLine(CultureInfo.InvariantCulture, $"  path: {device.Path}");
        text.AppendLine("interlinks:");
        text.AppendLine(CultureInfo.InvariantCulture, $"  - local: \"{interlink.Local}\"");
        text.AppendLine(CultureInfo.InvariantCulture, $"    peer: \"{interlink.Peer}\"");
        text.AppendLine(CultureInfo.InvariantCulture, $"timing: {timing.Name}");
        LabFencingText.Watchdog(text, fencing, directory.WatchdogSocket(id));
        text.AppendLine("self_fence:");
        text.AppendLine("  method: command");
        text.AppendLine(CultureInfo.InvariantCulture, $"  command: {List(node.SelfFenceCommand)}");
        LabFencingText.Methods(text, fencing, directory);
        text.AppendLine("sysctl: command");
        text.AppendLine("oom_protection: off");
        text.AppendLine("commands:");
        foreach (string tool in (string[])
            ["zpool", "zfs", "sysctl", "ctladm", "service", "camcontrol", "gmultipath", "iscsictl"])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {tool}: {List(node.ToolCommand(tool))}");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"  backing: {List(node.ToolCommand("opens"))}");
        text.AppendLine("groups:");
        foreach (LabGroup group in layout.Groups)
        {
            AppendGroup(text, layout, group, haPeer);
            if (layout.Profile == StorageProfile.Arbitrator)
            {
                foreach (string line in ArbitratorLayout.Section(group, id, peerPortal))
                {
                    text.AppendLine(line);
                }
            }
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"state_directory: {StateDirectory(directory, id)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"run_directory: {RunDirectory(directory, id)}");
        Directory.CreateDirectory(StateDirectory(directory, id));
        Directory.CreateDirectory(RunDirectory(directory, id));
        File.WriteAllText(Configuration(directory, id), text.ToString());
    }

    /// <summary>
    /// The configuration of a node moved to another lab's directory, with the same key and a quorum file of its own.
    /// </summary>
    /// <returns>Its path.</returns>
    public static string CopyConfiguration(LabDirectory directory, LabDirectory other, int node)
    {
        File.Copy(KeyFile(directory, node), KeyFile(other, node));
        Directory.CreateDirectory(StateDirectory(other, node));
        Directory.CreateDirectory(RunDirectory(other, node));
        string text = File.ReadAllText(Configuration(directory, node))
            .Replace("  kind: socket\n  path: " + directory.DeviceSocket(node),
                "  kind: raw\n  path: " + directory.QuorumFile, StringComparison.Ordinal)
            .Replace(directory.Root, other.Root, StringComparison.Ordinal);
        File.WriteAllText(Configuration(other, node), text);
        return Configuration(other, node);
    }

    private static void AppendGroup(StringBuilder text, LabLayout layout, LabGroup group, string haPeer)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"  - name: {group.Name}");
        if (layout.Profile != StorageProfile.CtlHa)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    profile: {layout.Profile.Name()}");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"    preferred: {group.Preferred}");
        text.AppendLine(CultureInfo.InvariantCulture, $"    pools: [{group.Name}]");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"    luns: [{string.Join(", ", group.Luns.Select(lun => lun.Id))}]");
        if (layout.Profile != StorageProfile.Arbitrator)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"    backing: [{string.Join(", ", group.Luns.Select(group.Path))}]");
            text.AppendLine(CultureInfo.InvariantCulture, $"    ha_peer: \"{haPeer}\"");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"    step_deadline: {layout.StepDeadline}");
    }

    private static string KeyFile(LabDirectory directory, int node) =>
        Path.Combine(directory.Node(node), "beastq.key");

    private static string List(IReadOnlyList<string> words) =>
        "[" + string.Join(", ", words.Select(Quoted)) + "]";

    private static string Quoted(string word) => $"\"{word.Replace("\\", "\\\\", StringComparison.Ordinal)}\"";
}
