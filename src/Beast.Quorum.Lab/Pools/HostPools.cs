using Beast.Quorum.Lab.Disks;
using Beast.Quorum.Lab.Faults;
using Beast.Quorum.Lab.Records;

namespace Beast.Quorum.Lab.Pools;

/// <summary>
/// The pools of one host. Imports and exports hold the namespace lock for their whole duration, as ZFS does: while
/// one hangs, every other zpool command waits.
/// </summary>
internal sealed class HostPools(
    HostIdentity identity, PoolStore store, CacheFile cacheFile, ServingLog serving, InjectedFaults faults,
    Action<string> console)
{
    private readonly Dictionary<string, ImportedPool> _imported = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Lock _namespace = new();

    /// <summary>Held by every command that looks at the namespace.</summary>
    internal Lock Namespace => _namespace;

    internal PoolStore Store => store;

    /// <summary>The disks behind the pools, which may refuse a write.</summary>
    internal required SharedDisks Disks { get; init; }

    internal HostIdentity Identity => identity;

    internal ImportedPool? Find(string name)
    {
        lock (_gate)
        {
            return _imported.GetValueOrDefault(name);
        }
    }

    internal IReadOnlyList<ImportedPool> All()
    {
        lock (_gate)
        {
            var pools = new List<ImportedPool>(_imported.Values);
            pools.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
            return pools;
        }
    }

    /// <summary>Imports; the answer is null or the lines that zpool prints on its standard error.</summary>
    internal string? Import(ImportRequest request)
    {
        if (request.IgnoreEverything)
        {
            Take(request, store.Label(request.Name)!);
            return null;
        }

        lock (_namespace)
        {
            string head = $"cannot import '{request.Name}': ";
            if (Find(request.Name) is not null)
            {
                return head + "a pool with that name is already created/imported,\n"
                    + "and no additional pools with that name were found\n";
            }

            if (store.Label(request.Name) is not { } label)
            {
                return head + "no such pool available\n";
            }

            if (!request.Force && !label.Exported && label.HostId != identity.HostId)
            {
                return head + "pool may be in use from other system, it was last accessed by "
                    + $"{label.HostName} (hostid: 0x{label.HostId:x}) on {SystemDate.Show(label.LastAccess)}\n"
                    + "use '-f' to import anyway\n";
            }

            if (faults.Meet(Operation.Import) is { } failure)
            {
                return head + failure + "\n";
            }

            // An import writes to the labels; disks that another host has reserved answer EIO.
            if (!request.ReadOnly && !Disks.Write(identity.Node, label.Disks, label.Log, () => { }))
            {
                return head + "I/O error\n\tDestroy and re-create the pool from\n\ta backup source.\n";
            }

            // The label is read again: a delayed or hung import sees what the disks hold when it goes on.
            Take(request, store.Label(request.Name) ?? label);
            return null;
        }
    }

    /// <summary>Exports; the answer is null or the line that zpool prints on its standard error.</summary>
    internal string? Export(string name)
    {
        lock (_namespace)
        {
            if (Find(name) is null)
            {
                return $"cannot open '{name}': no such pool\n";
            }

            if (faults.Meet(Operation.Export) is { } failure)
            {
                return $"cannot export '{name}': {failure}\n";
            }

            ImportedPool pool;
            lock (_gate)
            {
                pool = _imported[name];
                if (pool.Suspended)
                {
                    return $"cannot export '{name}': pool I/O is currently suspended\n";
                }

                if (pool.OpenVolumes > 0)
                {
                    return $"cannot export '{name}': pool is busy\n";
                }

                _imported.Remove(name);
            }

            if (!pool.ReadOnly)
            {
                store.Write(name, Stamp(store.Label(name) ?? pool.Label, exported: true));
            }

            serving.Pool(name, PoolAbility.Exported);
            cacheFile.Write(All());
            return null;
        }
    }

    /// <summary>What the kernel does at boot: every pool of the cache file whose label is still this host's.</summary>
    internal void Boot()
    {
        foreach (string name in cacheFile.Read())
        {
            if (store.Label(name) is not { } label)
            {
                continue;
            }

            if (label.HostId == identity.HostId)
            {
                Take(new ImportRequest(name), label);
            }
            else
            {
                console($"Solaris: WARNING: pool '{name}' could not be loaded as it was last accessed by another "
                    + $"system (host: {label.HostName} hostid: 0x{label.HostId:x}). "
                    + "See: http://illumos.org/msg/ZFS-8000-EY");
            }
        }
    }

    /// <summary>Whether a zvol's device node is there: while its pool is imported.</summary>
    internal bool HasVolume(string path)
    {
        lock (_gate)
        {
            return path.Split('/', 5) is ["", "dev", "zvol", { } pool, { } volume]
                && _imported.ContainsKey(pool) && File.Exists(store.VolumePath(pool, volume));
        }
    }

    /// <summary>Opens a zvol for CTL: the pool then is busy. Null if there is no such device here.</summary>
    internal ImportedPool? OpenVolume(string pool, string volume)
    {
        lock (_gate)
        {
            if (!_imported.TryGetValue(pool, out ImportedPool? found)
                || !File.Exists(store.VolumePath(pool, volume)))
            {
                return null;
            }

            found.OpenVolumes++;
            return found;
        }
    }

    /// <summary>
    /// Writes to a pool, as far as its disks let this host. A refused write suspends the pool (failmode=wait).
    /// </summary>
    internal bool Write(ImportedPool pool, Action write)
    {
        if (!pool.Suspended && Disks.Write(identity.Node, pool.Label.Disks, pool.Label.Log, write))
        {
            return true;
        }

        if (!pool.Suspended)
        {
            pool.Suspended = true;
            console($"Solaris: WARNING: Pool '{pool.Name}' has encountered an uncorrectable I/O failure and has been "
                + "suspended.");
        }

        return false;
    }

    internal void CloseVolume(ImportedPool pool)
    {
        lock (_gate)
        {
            pool.OpenVolumes--;
        }
    }

    private void Take(ImportRequest request, PoolLabel label)
    {
        serving.Pool(request.Name, request.ReadOnly ? PoolAbility.ReadOnly : PoolAbility.ReadWrite);
        if (!request.ReadOnly)
        {
            label = Stamp(label, exported: false);
            store.Write(request.Name, label);
        }

        lock (_gate)
        {
            _imported[request.Name] = new ImportedPool
            {
                Name = request.Name,
                Label = label,
                ReadOnly = request.ReadOnly,
                CacheFile = request.CacheFile,
            };
        }

        // A read-only import is not written to the cache file (seen on 10.4), so a boot never repeats it.
        cacheFile.Write(All());
    }

    private PoolLabel Stamp(PoolLabel label, bool exported) => label with
    {
        Exported = exported,
        HostId = identity.HostId,
        HostName = identity.HostName,
        LastAccess = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        Txg = label.Txg + 3,
    };
}
