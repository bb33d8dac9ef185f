using Beast.Quorum.Lab.Pools;

namespace Beast.Quorum.Lab.Commands;

/// <summary><c>zpool set</c>: cachefile, failmode, and multihost where there is one.</summary>
internal static class ZpoolSet
{
    internal static CommandOutput Run(HostPools pools, ReadOnlySpan<string> arguments)
    {
        if (arguments is not [{ } setting, { } name]
            || setting.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var equals))
        {
            return CommandOutput.Failed("missing property=value argument\nusage:\n"
                + "\tset <property=value> <pool> \n", ZpoolCommand.UsageError);
        }

        if (pools.Find(name) is not { } pool)
        {
            return CommandOutput.Failed($"cannot open '{name}': no such pool\n");
        }

        string property = setting[..equals], value = setting[(equals + 1)..];
        string? problem = property switch
        {
            "cachefile" => CacheFile(pools, pool, value),
            "failmode" => FailMode(pools, pool, value),
            "multihost" when pools.Release.IsOpenZfs => Multihost(pools, pool, value),
            _ => $"invalid property '{property}'",
        };
        return problem is null ? CommandOutput.Ok()
            : CommandOutput.Failed($"cannot set property for '{name}': {problem}\n");
    }

    private static string? CacheFile(HostPools pools, ImportedPool pool, string value)
    {
        if (value is not ("" or "none") && !Path.IsPathRooted(value))
        {
            return $"property 'cachefile' must be empty, an absolute path, or 'none'";
        }

        if (Path.IsPathRooted(value) && !Directory.Exists(Path.GetDirectoryName(value)))
        {
            return $"'{Path.GetDirectoryName(value)}' is not a valid directory";
        }

        pools.SetCacheFile(pool, value);
        return null;
    }

    private static string? FailMode(HostPools pools, ImportedPool pool, string value)
    {
        if (value is not ("wait" or "continue" or "panic"))
        {
            return "'failmode' must be one of 'wait | continue | panic'";
        }

        pools.Relabel(pool, label => label with { FailMode = value });
        return null;
    }

    private static string? Multihost(HostPools pools, ImportedPool pool, string value)
    {
        if (value is not ("on" or "off"))
        {
            return "'multihost' must be one of 'on | off'";
        }

        if (value == "on" && pools.HostId == 0)
        {
            return "requires a non-zero system hostid";
        }

        pools.Relabel(pool, label => label with { Multihost = value == "on" });
        return null;
    }
}
