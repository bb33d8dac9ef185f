using System.Text;
using Beast.Quorum.Lab.Pools;

namespace Beast.Quorum.Lab.Commands;

/// <summary>The long texts of zpool(8): <c>status</c> and <c>import</c> without a name.</summary>
internal static class ZpoolStatus
{
    internal static CommandOutput Run(HostPools pools, ReadOnlySpan<string> arguments)
    {
        bool unhealthyOnly = false, verbose = false;
        var names = new List<string>();
        foreach (string argument in arguments)
        {
            if (argument.StartsWith('-'))
            {
                unhealthyOnly |= argument.Contains('x', StringComparison.Ordinal);
                verbose |= argument.Contains('v', StringComparison.Ordinal);
            }
            else
            {
                names.Add(argument);
            }
        }

        var text = new StringBuilder();
        string errors = "";
        if (names.Count == 0)
        {
            foreach (ImportedPool pool in pools.All())
            {
                names.Add(pool.Name);
            }

            if (names.Count == 0)
            {
                return CommandOutput.Ok("no pools available\n");
            }

            if (unhealthyOnly)
            {
                return CommandOutput.Ok("all pools are healthy\n");
            }
        }

        foreach (string name in names)
        {
            if (pools.Find(name) is not { } pool)
            {
                errors += $"cannot open '{name}': no such pool\n";
            }
            else if (unhealthyOnly)
            {
                text.Append("pool '").Append(name).Append("' is healthy\n");
            }
            else
            {
                if (text.Length > 0)
                {
                    text.Append('\n');
                }

                Append(text, pool, PoolHealth.Of(pools.Store, name), verbose);
            }
        }

        return new CommandOutput(errors.Length == 0 ? 0 : 1, text.ToString(), errors);
    }

    /// <summary>What could be imported; exit 1 and no word if there is nothing, as 10.4 does.</summary>
    internal static CommandOutput Importable(HostPools pools)
    {
        var text = new StringBuilder();
        foreach (string name in pools.Store.Names())
        {
            if (pools.Find(name) is not null || pools.Store.Label(name) is not { } label)
            {
                continue;
            }

            bool foreign = !label.Exported && label.HostId != pools.Identity.HostId;
            text.Append(text.Length > 0 ? "\n" : "");
            text.Append($"   pool: {name}\n     id: {label.Guid}\n  state: ONLINE\n");
            text.Append(foreign
                ? " status: The pool was last accessed by another system.\n"
                    + " action: The pool can be imported using its name or numeric identifier and\n"
                    + "\tthe '-f' flag.\n   see: http://illumos.org/msg/ZFS-8000-EY\n"
                : " action: The pool can be imported using its name or numeric identifier.\n");
            text.Append(" config:\n\n");
            int width = Width(name, label);
            foreach ((int indent, string device, bool isGroup) in Devices(name, label))
            {
                string padded = isGroup ? device : (new string(' ', indent) + device).PadRight(width) + "  ONLINE";
                text.Append('\t').Append(padded).Append('\n');
            }
        }

        return text.Length == 0 ? new CommandOutput(1) : CommandOutput.Ok(text.ToString());
    }

    private static void Append(StringBuilder text, ImportedPool pool, PoolHealth health, bool verbose)
    {
        text.Append($"  pool: {pool.Name}\n state: ONLINE\n{ZpoolErrors.Explanation(health)}");
        text.Append($"  scan: {health.Scan()}\nconfig:\n\n");
        int width = Width(pool.Name, pool.Label);
        text.Append('\t').Append("NAME".PadRight(width)).Append("  STATE     READ WRITE CKSUM\n");
        foreach ((int indent, string device, bool isGroup) in Devices(pool.Name, pool.Label))
        {
            string padded = isGroup ? device
                : (new string(' ', indent) + device).PadRight(width) + "  ONLINE  "
                    + ZpoolErrors.Counters(health, pool.Label.Disks.Count > 0 && device == pool.Label.Disks[0]);
            text.Append('\t').Append(padded).Append('\n');
        }

        ZpoolErrors.AppendErrors(text, health, verbose);
    }

    private static int Width(string pool, PoolLabel label)
    {
        int width = 4;
        foreach ((int indent, string device, _) in Devices(pool, label))
        {
            width = Math.Max(width, indent + device.Length);
        }

        return width;
    }

    private static IEnumerable<(int Indent, string Device, bool IsGroup)> Devices(string pool, PoolLabel label)
    {
        yield return (0, pool, false);
        yield return (2, "mirror-0", false);
        foreach (string disk in label.Disks)
        {
            yield return (4, disk, false);
        }

        if (label.Log.Length > 0)
        {
            yield return (0, "logs", true);
            yield return (2, label.Log, false);
        }
    }
}
