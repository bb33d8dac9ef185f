using System.Text;
using Beast.Quorum.Lab.Pools;

namespace Beast.Quorum.Lab.Commands;

/// <summary><c>zpool import</c> without a name: what could be imported.</summary>
internal static class ZpoolImportable
{
    /// <summary>Of nothing 10.4 says nothing, exit 1; OpenZFS says so.</summary>
    internal static CommandOutput Run(HostPools pools)
    {
        var text = new StringBuilder();
        foreach (string name in pools.Store.Names())
        {
            if (pools.Find(name) is null && pools.Label(name) is { } label)
            {
                Append(text.Append(text.Length > 0 ? "\n" : ""), pools, name, label);
            }
        }

        return text.Length > 0 ? CommandOutput.Ok(text.ToString())
            : new CommandOutput(1, "", pools.Release.IsOpenZfs ? "no pools available to import\n" : "");
    }

    private static void Append(StringBuilder text, HostPools pools, string name, PoolLabel label)
    {
        bool misses = pools.Cables.MissesLog(label);
        string state = label.Damaged ? "FAULTED" : misses ? "UNAVAIL" : PoolDevices.State(label, pools.Cables);
        (string status, string action, string id) = Describe(pools, label, misses, state);
        string indent = pools.Release.IsOpenZfs ? "" : " ";
        text.Append($"   pool: {name}\n     id: {label.Guid}\n  state: {state}\n");
        text.Append(status.Length > 0 ? $"{indent}status: {status}\n" : "");
        text.Append($" action: {action}\n");
        text.Append(id.Length > 0 ? $"   see: {pools.Release.MessageUrl(id)}\n" : "");
        text.Append(" config:\n\n");
        IReadOnlyList<PoolDevice> devices = PoolDevices.OfImportable(name, label, pools.Cables, state);
        // The missing log counts as a device "missing-1" that is not shown.
        int width = PoolDevices.Width(devices, misses ? "  missing-1".Length : "NAME".Length);
        foreach (PoolDevice device in devices)
        {
            string shown = new string(' ', device.Indent) + device.Name;
            text.Append('\t').Append(device.State.Length == 0 ? shown
                : $"{shown.PadRight(width)}  {device.State}" + (device.Note.Length > 0 ? "  " + device.Note : ""))
                .Append('\n');
        }

        text.Append(misses ? "\n\tAdditional devices are known to be part of this pool, though their\n"
            + "\texact configuration cannot be determined.\n" : "");
    }

    private static (string Status, string Action, string Id) Describe(
        HostPools pools, PoolLabel label, bool misses, string state) =>
        label.Damaged ? ("The pool metadata is corrupted.",
            "The pool cannot be imported due to damaged devices or data.", "ZFS-8000-72")
        : misses ? ("One or more devices are missing from the system.",
            "The pool cannot be imported. Attach the missing\n\tdevices and try again.", "ZFS-8000-6X")
        : !label.Exported && label.HostId != pools.HostId ? ("The pool was last accessed by another system.",
            "The pool can be imported using its name or numeric identifier and\n\tthe '-f' flag.", "ZFS-8000-EY")
        : state == "DEGRADED" ? ("One or more devices are missing from the system.",
            "The pool can be imported despite missing or damaged devices.  The\n"
            + "\tfault tolerance of the pool may be compromised if imported.", "ZFS-8000-2Q")
        : ("", "The pool can be imported using its name or numeric identifier.", "");
}
