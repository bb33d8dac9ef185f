using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Text;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.ImportCache;

/// <summary>
/// Has the kernel write a pool's cache file on the node that serves it: the property is set to a file in the state
/// directory, the file is read and checked, and the property is set back to <c>none</c>, which is then looked at.
/// The property is not on the disks and is forgotten with the import; the file is in no place that a boot reads, so a
/// crash at any moment leaves nothing that imports the pool by itself. A property that is not <c>none</c> at the
/// beginning is left alone and reported: somebody set it.
/// </summary>
/// <param name="system">The programs.</param>
/// <param name="store">Where the files are kept.</param>
/// <param name="node">This node.</param>
public sealed class PoolCacheWriter(StorageSystem system, PoolCacheStore store, int node)
{
    private const string None = "none";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FileWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, PoolTable> lastTables = new(StringComparer.Ordinal);
    private int hanging;

    /// <summary>
    /// Keeps one pool's cache file up to date. One call at a time. While a command of a former call hangs, nothing is
    /// done.
    /// </summary>
    /// <param name="pool">The pool, imported here.</param>
    /// <param name="anew">Write it even if the pool's devices are the same as before.</param>
    /// <param name="mayStart">Asked right before each command: whether this node still serves the pool (S5).</param>
    /// <param name="why">What was done or stands in the way, in one line.</param>
    public CacheUpkeep Keep(string pool, bool anew, Func<bool> mayStart, out string why)
    {
        if (Volatile.Read(ref hanging) > 0)
        {
            why = "a command of an earlier round hangs in the kernel; look at the disks (dmesg)";
            return CacheUpkeep.NotMade;
        }

        var caller = new Caller(
            system, new Countdown(system.Time, Deadline), mayStart, () => Interlocked.Decrement(ref hanging));
        try
        {
            return Keep(caller, pool, anew, out why);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            why = OneLine.Of(fault.Message);
            return CacheUpkeep.NotMade;
        }
        finally
        {
            Interlocked.Add(ref hanging, caller.LeftBehind);
        }
    }

    private CacheUpkeep Keep(Caller caller, string pool, bool anew, out string why)
    {
        if (!IsServed(caller, pool, out ulong guid, out why) ||
            !TryTable(caller, pool, out PoolTable table, out why) ||
            !TryCacheFile(caller, pool, out string now, out why))
        {
            return CacheUpkeep.NotMade;
        }

        if (now == store.TransientPath(pool))
        {
            // A daemon that was killed in the middle of this.
            if (!SetBack(caller, pool, out why))
            {
                return CacheUpkeep.NotRestored;
            }
        }
        else if (now != None)
        {
            why = $"cachefile of pool {pool} is {OneLine.Of(now)} and not none, so this host would import it by " +
                $"itself at boot: 'zpool set cachefile=none {pool}'";
            return CacheUpkeep.Exposed;
        }

        bool kept = store.TryLoad(pool, out PoolCache before) && before.Header.Guid == guid &&
            before.Header.Node == node;
        if (kept && !anew && lastTables.TryGetValue(pool, out PoolTable? known) && known.IsSameAs(table))
        {
            why = $"the cache file of pool {pool} is as it was";
            return CacheUpkeep.Current;
        }

        return Write(caller, pool, guid, table, out why);
    }

    private CacheUpkeep Write(Caller caller, string pool, ulong guid, PoolTable table, out string why)
    {
        string transient = store.TransientPath(pool);
        if (!TryProbe(out why))
        {
            return CacheUpkeep.NotMade;
        }

        File.Delete(transient);
        bool set = TrySet(caller, pool, transient, out why);
        byte[] content = [];
        bool good = set && TryTake(caller, transient, pool, guid, out content, out why);

        // Whatever came of it: also a command that failed may have set the property.
        if (!SetBack(caller, pool, out string exposed))
        {
            why = exposed;
            return CacheUpkeep.NotRestored;
        }

        File.Delete(transient);
        if (!good)
        {
            return CacheUpkeep.NotMade;
        }

        store.Save(PoolCacheCodec.Make(pool, guid, node, table.Devices, content));
        lastTables[pool] = table;
        why = $"cache file of pool {pool} written: {content.Length} bytes, {table.Devices.Count} device paths";
        return CacheUpkeep.Written;
    }

    private static bool IsServed(Caller caller, string pool, out ulong guid, out string why)
    {
        guid = 0;
        if (!PoolLook.TryRows(caller, out IReadOnlyList<PoolRow> rows, out CallFailure failure))
        {
            why = failure.Detail;
            return false;
        }

        PoolRow? row = rows.FirstOrDefault(found => found.Name == pool);
        if (row?.Health is not ("ONLINE" or "DEGRADED"))
        {
            why = $"pool {pool} is {row?.Health ?? "not imported"} (zpool list)";
            return false;
        }

        guid = row.Guid;
        bool known = PoolLook.TryMode(caller, pool, out ImportState mode, out failure);
        why = known ? $"pool {pool} is imported read-only" : failure.Detail;
        return known && mode == ImportState.ReadWrite;
    }

    // The kernel writes the file under the lock that every zpool command needs, an export too; so the file system is
    // asked first, by somebody who can be given up.
    private bool TryProbe(out string why)
    {
        why = "the state directory's disk does not answer; nothing is set on the pool";
        try
        {
            return DetachedCall<bool>.TryRun(
                "cache directory", () =>
                {
                    store.Probe();
                    return true;
                }, system.DiskPatience, () => { }, out _);
        }
        catch (InvalidOperationException fault) when (fault.InnerException
            is IOException or UnauthorizedAccessException)
        {
            why = OneLine.Of(fault.Message);
            return false;
        }
    }

    private bool TryTable(Caller caller, string pool, out PoolTable table, out string why)
    {
        table = new PoolTable([], []);
        bool paths = system.Versions.Find(caller).PrintsPaths;
        if (!PoolLook.TryStatus(caller, pool, paths, out string status, out CallFailure failure))
        {
            why = failure.Detail;
            return false;
        }

        bool suspended = SuspendedPool.Is(status);
        why = suspended ? $"pool {pool} is suspended" : $"zpool status {pool}: the answer cannot be read";
        return !suspended && PoolTable.TryParse(status, out table);
    }

    private static bool TryCacheFile(Caller caller, string pool, out string value, out string why)
    {
        bool read = PoolLook.TryGet(caller, "cachefile", pool, out value, out CallFailure failure);
        why = failure.Detail;
        return read;
    }

    private static bool TrySet(Caller caller, string pool, string value, out string why)
    {
        IReadOnlyList<string> line = ZpoolCommands.SetCacheFile(caller.System.Commands, pool, value);
        if (!caller.Run(line, out Platform.Processes.CommandResult result, out CallFailure failure))
        {
            why = failure.Detail;
            return false;
        }

        why = result.ExitCode == 0 ? "" : PoolMessage.Of($"{CommandText.Of(line)}: setting cachefile of", pool, result);
        return result.ExitCode == 0;
    }

    private static bool TryTake(
        Caller caller, string path, string pool, ulong guid, out byte[] content, out string why)
    {
        var within = new Countdown(caller.System.Time, FileWithin);
        do
        {
            if (PoolCacheStore.TryRead(path, PoolCache.LongestContent, out content) &&
                PoolCacheContent.IsOf(content, pool, guid))
            {
                why = "";
                return true;
            }

            Task.Delay(Pause, caller.System.Time).GetAwaiter().GetResult();
        }
        while (within.Left > TimeSpan.Zero);

        why = $"{path} was not written, or does not hold pool {pool} with guid {guid} and nothing else";
        return false;
    }

    private static bool SetBack(Caller caller, string pool, out string why)
    {
        // Looked at, and not believed: the exit code of the first command is not asked.
        bool set = TrySet(caller, pool, None, out string refused);
        if (TryCacheFile(caller, pool, out string now, out string unread) && now == None)
        {
            why = "";
            return true;
        }

        string seen = now.Length > 0 ? $"it is {OneLine.Of(now)}" : unread;
        why = $"cachefile of pool {pool} could not be set back to none: {(set ? seen : refused)}; it is tried again, " +
            $"or run 'zpool set cachefile=none {pool}'";
        return false;
    }
}
