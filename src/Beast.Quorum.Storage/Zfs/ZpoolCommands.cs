using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Storage.Zfs;

/// <summary>The command lines of zpool(8), all of them that beastq ever runs.</summary>
public static class ZpoolCommands
{
    /// <summary>
    /// Import for writing. <c>-f</c>: the dead owner's host id is in the labels. <c>-N</c>: mount nothing.
    /// <c>cachefile=none</c>: a rebooted controller must not import the pool by itself; forgotten at each import.
    /// </summary>
    public static IReadOnlyList<string> Import(CommandsConfiguration commands, string pool) =>
        [.. commands.Zpool, "import", "-f", "-N", "-o", "cachefile=none", pool];

    /// <summary>
    /// As <see cref="Import"/>, with the pool's configuration from a cache file instead of a scan of all disks.
    /// </summary>
    public static IReadOnlyList<string> ImportByCacheFile(
        CommandsConfiguration commands, string pool, string cacheFile) =>
        [.. commands.Zpool, "import", "-c", cacheFile, "-f", "-N", "-o", "cachefile=none", pool];

    /// <summary>As <see cref="Import"/>, looking at these devices only (OpenZFS).</summary>
    public static IReadOnlyList<string> ImportByDevices(
        CommandsConfiguration commands, string pool, IReadOnlyList<string> devices) =>
        [.. commands.Zpool, "import", .. devices.SelectMany(device => (string[])["-d", device]), "-f", "-N", "-o",
            "cachefile=none", pool];

    /// <summary>
    /// As <see cref="Import"/>, without a missing log device: what was acknowledged and is on it alone is lost.
    /// </summary>
    public static IReadOnlyList<string> ImportWithoutLog(CommandsConfiguration commands, string pool) =>
        [.. commands.Zpool, "import", "-f", "-m", "-N", "-o", "cachefile=none", pool];

    /// <summary>A standby's import.</summary>
    public static IReadOnlyList<string> ImportReadOnly(CommandsConfiguration commands, string pool) =>
        [.. commands.Zpool, "import", "-f", "-N", "-o", "readonly=on", "-o", "cachefile=none", pool];

    /// <summary>Export; never with <c>-f</c>, which does not help against an open volume.</summary>
    public static IReadOnlyList<string> Export(CommandsConfiguration commands, string pool) =>
        [.. commands.Zpool, "export", pool];

    /// <summary>The names of all imported pools, one a line; <see cref="PoolList.TryParseNames"/>.</summary>
    public static IReadOnlyList<string> Names(CommandsConfiguration commands) =>
        [.. commands.Zpool, "list", "-H", "-o", "name"];

    /// <summary>All imported pools with guid and health; <see cref="PoolList.TryParseRows"/>.</summary>
    public static IReadOnlyList<string> Rows(CommandsConfiguration commands) =>
        [.. commands.Zpool, "list", "-H", "-p", "-o", "name,guid,health"];

    /// <summary>One property of one pool; <see cref="PoolList.TryParseValue"/>.</summary>
    public static IReadOnlyList<string> Get(CommandsConfiguration commands, string property, string pool) =>
        [.. commands.Zpool, "get", "-H", "-o", "value", property, pool];

    /// <summary>Start of a scrub.</summary>
    public static IReadOnlyList<string> Scrub(CommandsConfiguration commands, string pool) =>
        [.. commands.Zpool, "scrub", pool];

    /// <summary>
    /// Sets where an imported pool's configuration is kept; alone on the line, so that nothing else is changed.
    /// </summary>
    public static IReadOnlyList<string> SetCacheFile(CommandsConfiguration commands, string pool, string value) =>
        [.. commands.Zpool, "set", $"cachefile={value}", pool];

    /// <summary>State, messages and devices of one pool; <see cref="PoolTable"/>.</summary>
    /// <param name="commands">The programs.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="paths">With whole paths (OpenZFS).</param>
    public static IReadOnlyList<string> Status(CommandsConfiguration commands, string pool, bool paths) =>
        paths ? [.. commands.Zpool, "status", "-P", pool] : [.. commands.Zpool, "status", pool];

    /// <summary>Versions of programs and kernel (OpenZFS); <see cref="ZfsVersion"/>.</summary>
    public static IReadOnlyList<string> Version(CommandsConfiguration commands) => [.. commands.Zpool, "version"];
}
