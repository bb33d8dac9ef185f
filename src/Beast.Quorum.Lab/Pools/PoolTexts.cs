using Beast.Quorum.Lab.Releases;

namespace Beast.Quorum.Lab.Pools;

/// <summary>
/// Why a pool is not imported, in the words of a release (illumos: recorded; OpenZFS: zpool_main.c, libzfs_util.c).
/// </summary>
internal sealed class PoolTexts(SystemRelease release)
{
    internal static PoolRefusal AlreadyImported(string pool) => new(
        Head(pool) + "a pool with that name is already created/imported,\n"
        + "and no additional pools with that name were found\n");

    internal static PoolRefusal NotFound(string pool) => new(Head(pool) + "no such pool available\n");

    /// <summary>The label names another host, and no -f was given.</summary>
    internal PoolRefusal InUse(string pool, PoolLabel label)
    {
        string date = SystemDate.Show(label.LastAccess);
        return new PoolRefusal(Head(pool) + (release.IsOpenZfs
            ? $"pool was previously in use from another system.\nLast accessed by {label.HostName} "
                + $"(hostid={label.HostId:x}) at {date}\n"
                + "The pool can be imported, use 'zpool import -f' to import the pool.\n"
            : "pool may be in use from other system, it was last accessed by "
                + $"{label.HostName} (hostid: 0x{label.HostId:x}) on {date}\nuse '-f' to import anyway\n"));
    }

    /// <summary>Multihost: another host writes to it right now; -f does not help.</summary>
    internal static PoolRefusal ActiveElsewhere(string pool, PoolLabel label) => new(
        Head(pool) + $"pool is imported on {label.HostName} (hostid: 0x{label.HostId:x})\n"
        + "Export the pool on the other system, then run 'zpool import'.\n");

    /// <summary>Multihost is on, and this host has no id; zpool begins this one with a capital.</summary>
    internal static PoolRefusal NoHostId(string pool) => new(
        $"Cannot import '{pool}': pool has the multihost property on and the\n"
        + "system's hostid is not set. Set a unique hostid with the zgenhostid(8) command.\n");

    /// <summary>The log disk is missing, and no -m was given.</summary>
    internal PoolRefusal NoLog(string pool, PoolLabel label) => new(
        Unavailable(pool),
        $"The devices below are missing{(release.IsOpenZfs ? " or corrupted" : "")}, use '-m' to import the pool "
        + $"anyway:\n\t    {label.Log} [log]\n\n");

    /// <summary>Its metadata is destroyed; an older state is not found either.</summary>
    internal static PoolRefusal Destroyed(string pool, bool rewind) => rewind
        ? new PoolRefusal(Unavailable(pool))
        : new PoolRefusal(
            Head(pool) + "I/O error\n", "\tDestroy and re-create the pool from\n\ta backup source.\n");

    /// <summary>What an injected failure says: one of the known ones, or the very words.</summary>
    internal static PoolRefusal Injected(string pool, string what) => what switch
    {
        "missing-devices" => new PoolRefusal(Unavailable(pool), "The devices below are missing or corrupted, "
            + "use '-m' to import the pool anyway:\n\t    ada1\n\n"),
        "rewind" => new PoolRefusal(Head(pool) + "I/O error\n",
            "\tRecovery is possible, but will result in some data loss.\n"
            + "\tReturning the pool to its state as of Sat Nov 21 10:46:42 2026\n"
            + "\tshould correct the problem.  Approximately 5 seconds of data\n"
            + "\tmust be discarded, irreversibly.  Recovery can be attempted\n"
            + $"\tby executing 'zpool import -F {pool}'.  A scrub of the pool\n"
            + "\tis strongly recommended after recovery.\n"),
        "corrupt" => Destroyed(pool, rewind: false),
        "features" => new PoolRefusal(Head(pool) + "unsupported version or feature\n",
            "This pool uses the following feature(s) not supported by this system:\n"
            + "\torg.example:future (A feature of a newer system.)\n"),
        "ambiguous" => new PoolRefusal(Head(pool) + "more than one matching pool\n"
            + "import by numeric ID instead\n"),
        "name-taken" => new PoolRefusal(Head(pool) + "a pool with that name already exists\n"
            + "use the form 'zpool import <pool | id> <newpool>' to give it a new name\n"),
        _ => new PoolRefusal($"{Head(pool)}{what}\n"),
    };

    /// <summary>What the system says at boot about a pool of its cache file that another host has taken.</summary>
    internal string NotLoaded(string pool, PoolLabel label) => release.IsOpenZfs
        ? InUse(pool, label).Error.TrimEnd('\n')
        : $"Solaris: WARNING: pool '{pool}' could not be loaded as it was last accessed by another "
            + $"system (host: {label.HostName} hostid: 0x{label.HostId:x}). See: "
            + release.MessageUrl("ZFS-8000-EY");

    private static string Unavailable(string pool) => Head(pool) + "one or more devices is currently unavailable\n";

    private static string Head(string pool) => $"cannot import '{pool}': ";
}
