using System.Globalization;
using System.Text;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Daemon.DeviceTools;

/// <summary>What <c>device show</c> prints: BQ's own lines first, then what BQ does not have.</summary>
internal static class DeviceShow
{
    private const int LabelWidth = 24;

    /// <summary>The text.</summary>
    /// <param name="path">The device.</param>
    /// <param name="first">What it held.</param>
    /// <param name="second">What it held a few heartbeats later: a register that changed belongs to a living
    /// node.</param>
    /// <param name="now">This host's wall clock, only to show ages.</param>
    /// <param name="groups">Names of the groups, if a configuration is there.</param>
    public static string Write(
        string path, DeviceReading first, DeviceReading second, DateTimeOffset now,
        IReadOnlyList<GroupConfiguration> groups)
    {
        DeviceHeader header = second.Header!;
        StringBuilder text = new();
        Line(text, "BQuorum Label", "BQ");
        Line(text, "BQuorum Version", Number(DeviceHeaderCodec.Version));
        Line(text, "Heartbeat Frequency", Number(header.Timing.Heartbeat.TotalSeconds));
        Line(text, "Heartbeat Timeout", Number(header.Timing.PeerWait(header.Timing.Watchdog).TotalSeconds));
        Both(text, "Current State", node => IsAlive(first, second, node) ? "1" : "0");
        Both(text, "Timestamp block", node => Number((DeviceLayout.BlockOffset(node, second.Rings[node].NewestBlock))
            / (double)DeviceLayout.BlockSize));
        Both(text, "Timestamp value", node => Number(second.Rings[node].Newest.WallMilliseconds / 1000));
        text.Append('\n');
        Line(text, "Device", path);
        Line(text, "Cluster", $"{header.ClusterName} ({header.ClusterId})");
        Line(text, "Timing", $"{header.Timing.Name}: heartbeat {TimingProof.Show(header.Timing.Heartbeat)}, lease "
            + $"{TimingProof.Show(header.Timing.Lease)}, suspect after {TimingProof.Show(header.Timing.SuspectAfter)}");
        Line(text, "Header", $"block 0 {Name(second.Headers[0])}, block 1 {Name(second.Headers[1])}");
        for (int node = 0; node < 2; node++)
        {
            Node(text, node, second.Rings[node], IsAlive(first, second, node), now, groups);
        }

        return text.ToString();
    }

    /// <summary>Whether a node wrote between two readings.</summary>
    public static bool IsAlive(DeviceReading first, DeviceReading second, int node) =>
        second.Rings[node].HasRecord
        && (!first.Rings[node].HasRecord
            || second.Rings[node].Newest.Sequence > first.Rings[node].Newest.Sequence);

    /// <summary>A header's state in a word.</summary>
    public static string Name(HeaderStatus status) => status switch
    {
        HeaderStatus.Valid => "valid",
        HeaderStatus.Absent => "absent",
        HeaderStatus.Damaged => "damaged",
        HeaderStatus.OtherKey => "signed with another key",
        _ => "of another version",
    };

    private static void Node(
        StringBuilder text, int node, RingView ring, bool alive, DateTimeOffset now,
        IReadOnlyList<GroupConfiguration> groups)
    {
        text.Append(CultureInfo.InvariantCulture, $"\nNode {node}\n");
        Record newest = ring.Newest;
        if (!ring.HasRecord)
        {
            Line(text, "  Newest record", "none: no block holds a valid one");
        }
        else if (newest.IsEmpty)
        {
            Line(text, "  Newest record", "empty: initialised and never written");
        }
        else
        {
            DateTimeOffset written = DateTimeOffset.FromUnixTimeMilliseconds(
                Math.Clamp(newest.WallMilliseconds, 0, 253402300799999));
            Line(text, "  Newest record", $"generation {newest.Sequence >> 32}, counter {(uint)newest.Sequence}, "
                + (alive ? "alive: it changes" : $"does not change; written {written:yyyy-MM-dd HH:mm:ss}Z by its own "
                    + $"clock, {Status.Show.Span((now - written).TotalMilliseconds)} ago by ours"));
            Line(text, "  Flags", newest.Flags == RecordFlags.None ? "none" : newest.Flags.ToString());
            for (int index = 0; index < newest.GroupCount; index++)
            {
                Group(text, newest.Groups[index], groups);
            }
        }

        Line(text, "  Invalid blocks", ring.InvalidCount == 0 ? "none" : Blocks(node, ring.InvalidMask)
            + (ring.ForeignMask != 0 ? $"; foreign: {Blocks(node, ring.ForeignMask)}" : ""));
    }

    private static void Group(StringBuilder text, in GroupEntry entry, IReadOnlyList<GroupConfiguration> groups)
    {
        int id = entry.Id;
        string name = groups.FirstOrDefault(group => group.Id == id)?.Name ?? Number(id);
        Line(text, $"  Group {name}", $"{entry.Role.ToString().ToLowerInvariant()}, epoch {entry.Epoch}, highest seen "
            + $"{entry.HighestSeen}, last owned {entry.LastOwned}"
            + (entry.Target == GroupEntry.NoTarget ? "" : $", target node {entry.Target}")
            + (entry.Flags == GroupFlags.None ? "" : $", {entry.Flags}"));
    }

    private static string Blocks(int node, byte mask) => string.Join(", ", Enumerable.Range(0, DeviceLayout.RingBlocks)
        .Where(block => (mask & (1 << block)) != 0)
        .Select(block => Number(DeviceLayout.BlockOffset(node, block) / (double)DeviceLayout.BlockSize)));

    private static void Both(StringBuilder text, string label, Func<int, string> value)
    {
        Line(text, $"Node 0 {label}", value(0));
        Line(text, $"Node 1 {label}", value(1));
    }

    private static void Line(StringBuilder text, string label, string value) =>
        text.Append((label + ":").PadRight(LabelWidth)).Append(value).Append('\n');

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
