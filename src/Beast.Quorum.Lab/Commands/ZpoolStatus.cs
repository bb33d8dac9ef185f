using System.Text;
using Beast.Quorum.Lab.Pools;
using Beast.Quorum.Lab.Releases;

namespace Beast.Quorum.Lab.Commands;

/// <summary><c>zpool status</c>.</summary>
internal static class ZpoolStatus
{
    internal static CommandOutput Run(HostPools pools, ReadOnlySpan<string> arguments)
    {
        bool unhealthyOnly = false, verbose = false, paths = false;
        var names = new List<string>();
        foreach (string argument in arguments)
        {
            if (argument.StartsWith('-'))
            {
                unhealthyOnly |= argument.Contains('x', StringComparison.Ordinal);
                verbose |= argument.Contains('v', StringComparison.Ordinal);
                paths |= argument.Contains('P', StringComparison.Ordinal) && pools.Release.IsOpenZfs;
            }
            else
            {
                names.Add(argument);
            }
        }

        bool all = names.Count == 0;
        foreach (ImportedPool pool in all ? pools.All() : [])
        {
            names.Add(pool.Name);
        }

        if (names.Count == 0)
        {
            // To standard error since OpenZFS.
            const string None = "no pools available\n";
            return pools.Release.IsOpenZfs ? new CommandOutput(0, "", None) : CommandOutput.Ok(None);
        }

        var text = new StringBuilder();
        string errors = "";
        foreach (string name in names)
        {
            if (pools.Find(name) is not { } pool)
            {
                errors += $"cannot open '{name}': no such pool\n";
            }
            else if (unhealthyOnly && Health(pools, pool) == "ONLINE" && !pool.Suspension.IsOn)
            {
                text.Append(all ? "" : $"pool '{name}' is healthy\n");
            }
            else
            {
                text.Append(text.Length > 0 ? "\n" : "");
                Append(text, pools, pool, verbose, paths ? "/dev/" : "");
            }
        }

        return new CommandOutput(errors.Length == 0 ? 0 : 1,
            text.Length == 0 && all ? "all pools are healthy\n" : text.ToString(), errors);
    }

    /// <summary>
    /// The state of an imported pool. OpenZFS calls a pool suspended; illumos shows the state of its devices, and they
    /// may all be there.
    /// </summary>
    internal static string Health(HostPools pools, ImportedPool pool) =>
        pool.Suspension.IsOn && pools.Release.IsOpenZfs ? "SUSPENDED" : PoolDevices.State(pool.Label, pools.Cables);

    private static void Append(StringBuilder text, HostPools pools, ImportedPool pool, bool verbose, string folder)
    {
        string state = Health(pools, pool);
        PoolHealth health = PoolHealth.Of(pools.Store, pool.Name);
        text.Append($"  pool: {pool.Name}\n state: {state}\n").Append(Trouble(pools, pool, state, health));
        string scan = health.Scan(pools.Release.IsOpenZfs);
        if (scan.Length > 0 || !pools.Release.IsOpenZfs)
        {
            text.Append("  scan: ").Append(scan.Length > 0 ? scan : "none requested").Append('\n');
        }

        text.Append("config:\n\n");
        IReadOnlyList<PoolDevice> devices = PoolDevices.OfImported(pool.Name, pool.Label, pools.Cables,
            state == "SUSPENDED" ? PoolDevices.State(pool.Label, pools.Cables) : state, folder);
        int width = PoolDevices.Width(devices, "NAME".Length);
        text.Append('\t').Append("NAME".PadRight(width)).Append("  STATE     READ WRITE CKSUM\n");
        foreach (PoolDevice device in devices)
        {
            string name = new string(' ', device.Indent) + device.Name;
            bool first = pool.Label.Disks.Count > 0 && device.Name == folder + pool.Label.Disks[0];
            text.Append('\t').Append(device.State.Length == 0 ? name
                : $"{name.PadRight(width)}  {device.State,-8} {ZpoolErrors.Counters(health, first)}"
                    + (device.Note.Length > 0 ? "  " + device.Note : "")).Append('\n');
        }

        ZpoolErrors.AppendErrors(text, health, verbose);
    }

    private static string Trouble(HostPools pools, ImportedPool pool, string state, PoolHealth health)
    {
        SystemRelease release = pools.Release;
        if (pool.Suspension is { IsOn: true, IsByHosts: true })
        {
            return "status: The pool is suspended because multihost writes failed or were delayed;\n"
                + "\tanother system could import the pool undetected.\n"
                + "action: Make sure the pool's devices are connected, then reboot your system and\n"
                + "\timport the pool or run 'zpool clear' to resume the pool.\n"
                + $"   see: {release.MessageUrl("ZFS-8000-MM")}\n";
        }

        if (pool.Suspension.IsOn)
        {
            return "status: One or more devices are faulted in response to IO failures.\n"
                + "action: Make sure the affected devices are connected, then run 'zpool clear'.\n"
                + $"   see: {release.MessageUrl(pool.Label.FailMode == "continue" ? "ZFS-8000-JQ" : "ZFS-8000-HC")}\n";
        }

        return state == "ONLINE" ? ZpoolErrors.Explanation(health, release)
            : "status: One or more devices could not be opened.  Sufficient replicas exist for\n"
                + "\tthe pool to continue functioning in a degraded state.\n"
                + "action: Attach the missing device and online it using 'zpool online'.\n"
                + $"   see: {release.MessageUrl("ZFS-8000-2Q")}\n";
    }
}
