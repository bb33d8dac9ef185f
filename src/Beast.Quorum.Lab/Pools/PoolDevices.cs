using System.Globalization;

namespace Beast.Quorum.Lab.Pools;

/// <summary>One line of a pool's configuration.</summary>
/// <param name="Indent">Blanks before the name.</param>
/// <param name="Name">A device, a mirror, the pool, or the word "logs".</param>
/// <param name="State">Empty for a heading.</param>
/// <param name="Note">What follows; empty if nothing.</param>
internal sealed record PoolDevice(int Indent, string Name, string State, string Note = "");

/// <summary>A pool's configuration as one host sees it: which devices are there, and what that makes of it.</summary>
internal static class PoolDevices
{
    /// <summary>ONLINE, DEGRADED or UNAVAIL, from the mirror's disks and the log.</summary>
    internal static string State(PoolLabel label, DiskCables disks) =>
        !disks.SeesAny(label) ? "UNAVAIL" : disks.MissesAny(label) ? "DEGRADED" : "ONLINE";

    /// <summary>What zpool status shows of an imported pool; the prefix precedes the names of its disks.</summary>
    internal static IReadOnlyList<PoolDevice> OfImported(
        string pool, PoolLabel label, DiskCables disks, string state, string prefix)
    {
        var devices = new List<PoolDevice> { new(0, pool, state) };
        AddMirror(devices, label, disks, prefix, disk => $"was /dev/{disk}");
        if (label.Log.Length > 0)
        {
            devices.Add(new PoolDevice(0, "logs", ""));
            devices.Add(disks.Sees(label.Log)
                ? new PoolDevice(2, prefix + label.Log, "ONLINE")
                : new PoolDevice(2, Guid(label, label.Log), "UNAVAIL", $"was /dev/{label.Log}"));
        }

        return devices;
    }

    /// <summary>What zpool import shows: a log that is missing is not named, only that something is.</summary>
    internal static IReadOnlyList<PoolDevice> OfImportable(string pool, PoolLabel label, DiskCables disks, string state)
    {
        bool misses = disks.MissesLog(label);
        var devices = new List<PoolDevice>
        {
            new(0, pool, state, label.Damaged ? "corrupted data" : misses ? "missing device" : ""),
        };
        AddMirror(devices, label, disks, "", _ => "cannot open");
        if (label.Log.Length > 0 && !misses)
        {
            devices.Add(new PoolDevice(0, "logs", ""));
            devices.Add(new PoolDevice(2, label.Log, "ONLINE"));
        }

        return devices;
    }

    /// <summary>The width of the column of names.</summary>
    internal static int Width(IReadOnlyList<PoolDevice> devices, int least)
    {
        int width = least;
        foreach (PoolDevice device in devices)
        {
            width = Math.Max(width, device.State.Length == 0 ? 0 : device.Indent + device.Name.Length);
        }

        return width;
    }

    private static void AddMirror(
        List<PoolDevice> devices, PoolLabel label, DiskCables disks, string prefix, Func<string, string> note)
    {
        int seen = 0;
        foreach (string disk in label.Disks)
        {
            seen += disks.Sees(disk) ? 1 : 0;
        }

        devices.Add(new PoolDevice(2, "mirror-0",
            seen == 0 ? "UNAVAIL" : seen < label.Disks.Count ? "DEGRADED" : "ONLINE"));
        foreach (string disk in label.Disks)
        {
            devices.Add(disks.Sees(disk)
                ? new PoolDevice(4, prefix + disk, "ONLINE")
                : new PoolDevice(4, Guid(label, disk), "UNAVAIL", note(disk)));
        }
    }

    private static string Guid(PoolLabel label, string disk) =>
        DiskCables.GuidOf(label, disk).ToString(CultureInfo.InvariantCulture);
}
