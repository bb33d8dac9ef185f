using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.ImportCache;

/// <summary>One way to import a pool.</summary>
/// <param name="Name">How the pool is found, for people: "by …".</param>
/// <param name="Line">The command.</param>
internal sealed record ImportPhase(string Name, IReadOnlyList<string> Line);

/// <summary>
/// The ways in which a takeover's import is tried, the quickest first: the configuration from a cache file, labels of
/// the pool's own devices only, labels of all disks. Each finds the same pool; the labels decide in every one.
/// </summary>
internal static class ImportPhases
{
    public const string CacheFile = "by its cache file";
    public const string Devices = "by its devices";
    public const string Scan = "by a scan of all disks";
    public const string WithoutLog = "by a scan, without its log device";

    /// <summary>The phases of one import; the last one is always there.</summary>
    /// <param name="system">The programs and the kept cache files.</param>
    /// <param name="group">The pool's group.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="version">Which ZFS answers here.</param>
    public static IReadOnlyList<ImportPhase> Of(
        StorageSystem system, GroupConfiguration group, string pool, ZfsVersion version)
    {
        var phases = new List<ImportPhase>();
        if (group.ImportCache && TryLoad(system, pool, out PoolCache? cache))
        {
            phases.Add(new ImportPhase(CacheFile, ZpoolCommands.ImportByCacheFile(
                system.Commands, pool, system.PoolCaches.CachePath(pool))));
            if (version.TakesDevices && cache!.Header.Devices.Count > 0)
            {
                phases.Add(new ImportPhase(
                    Devices, ZpoolCommands.ImportByDevices(system.Commands, pool, cache.Header.Devices)));
            }
        }

        phases.Add(new ImportPhase(Scan, ZpoolCommands.Import(system.Commands, pool)));
        return phases;
    }

    // The state directory may be on a disk that does not answer; then the scan is as good.
    private static bool TryLoad(StorageSystem system, string pool, out PoolCache? cache)
    {
        try
        {
            bool inTime = DetachedCall<PoolCache>.TryRun(
                "pool cache", () => system.PoolCaches.TryLoad(pool, out PoolCache found) ? found : null!,
                system.DiskPatience, () => { }, out cache);
            return inTime && cache is not null;
        }
        catch (InvalidOperationException)
        {
            // Whatever is wrong with the file, it costs no takeover: the scan needs none.
            cache = null;
            return false;
        }
    }
}
