using Beast.Quorum.Lab.Disks;
using Beast.Quorum.Lab.Faults;
using Beast.Quorum.Lab.Records;
using Beast.Quorum.Lab.Releases;
using Microsoft.Win32.SafeHandles;

namespace Beast.Quorum.Lab.Pools;

/// <summary>
/// The pools of one host. Imports and exports hold the namespace lock for their whole duration, as ZFS does: while
/// one hangs, every other zpool command waits.
/// </summary>
internal sealed class HostPools(
    HostIdentity identity, PoolStore store, CacheFile cacheFile, ServingLog serving, InjectedFaults faults,
    Action<string> console) : IDisposable
{
    private readonly Dictionary<string, ImportedPool> _imported = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Lock _namespace = new();
    private Multihost? _multihost;
    private long _hostId = (long)identity.HostId;

    /// <summary>The FreeBSD whose words are used.</summary>
    internal required SystemRelease Release { get; init; }

    /// <summary>vfs.zfs.multihost.interval.</summary>
    internal TimeSpan MultihostInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Held by every command that looks at the namespace.</summary>
    internal Lock Namespace => _namespace;

    internal PoolStore Store => store;

    /// <summary>The disks behind the pools, which may refuse a write.</summary>
    internal required SharedDisks Disks { get; init; }

    internal HostIdentity Identity => identity;

    internal DiskCables Cables { get; } = new();

    internal RivalImports Rivals { get; } = new(store, identity.Node);

    internal PoolTexts Texts => new(Release);

    /// <summary>kern.hostid, which can be written.</summary>
    internal ulong HostId
    {
        get => (ulong)Interlocked.Read(ref _hostId);
        set => Interlocked.Exchange(ref _hostId, (long)value);
    }

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

    /// <summary>Imports; null, or what zpool prints instead.</summary>
    internal PoolRefusal? Import(ImportRequest request)
    {
        if (request.IgnoreEverything)
        {
            Take(request, store.Label(request.Name)!);
            return null;
        }

        lock (_namespace)
        {
            if (Find(request.Name) is not null)
            {
                return PoolTexts.AlreadyImported(request.Name);
            }

            if (Label(request.Name) is not { } label)
            {
                return PoolTexts.NotFound(request.Name);
            }

            if (Refuse(request, label) is { } refusal)
            {
                return refusal;
            }

            if (faults.Meet(Operation.Import) is { } failure)
            {
                return PoolTexts.Injected(request.Name, failure);
            }

            // An import writes to the labels; disks that another host has reserved answer EIO.
            if (!request.ReadOnly && !Disks.Write(identity.Node, label.Disks, label.Log, () => { }))
            {
                return PoolTexts.Injected(
                    request.Name, "I/O error\n\tDestroy and re-create the pool from\n\ta backup source.");
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
            if (Find(name) is not { } pool)
            {
                return $"cannot open '{name}': no such pool\n";
            }

            // It waits for its last transaction, with the namespace locked.
            pool.Suspension.Wait();
            if (faults.Meet(Operation.Export) is { } failure)
            {
                return $"cannot export '{name}': {failure}\n";
            }

            lock (_gate)
            {
                if (pool.OpenVolumes > 0)
                {
                    return $"cannot export '{name}': pool is busy\n";
                }

                _imported.Remove(name);
            }

            if (!pool.ReadOnly)
            {
                bool intact = Rivals.Overwrite(name);
                PoolLabel label = Stamp(store.Label(name) ?? pool.Label, exported: true);
                store.Write(name, label with { Damaged = label.Damaged || !intact });
                Rivals.Forget(name);
            }

            serving.Pool(name, PoolAbility.Exported);
            cacheFile.Write(All());
            return null;
        }
    }

    /// <summary>What happens at boot: every pool of the cache file whose label is still this host's.</summary>
    internal void Boot()
    {
        foreach (string name in store.Names())
        {
            Rivals.Forget(name);
        }

        foreach (string name in cacheFile.Read())
        {
            if (Label(name) is not { } label)
            {
                continue;
            }

            if (label.HostId != HostId)
            {
                console(Texts.NotLoaded(name, label));
            }
            else if (Import(new ImportRequest(name)) is { } refusal)
            {
                console(refusal.Error.TrimEnd('\n'));
            }
        }
    }

    /// <summary>Sets a property of the cache file kind and writes the files anew.</summary>
    internal void SetCacheFile(ImportedPool pool, string value)
    {
        pool.CacheFile = value.Length == 0 ? "-" : value;
        cacheFile.Write(All());
    }

    /// <summary>Changes what the label says of an imported pool.</summary>
    internal void Relabel(ImportedPool pool, Func<PoolLabel, PoolLabel> change)
    {
        store.Change(pool.Name, change);
        pool.Label = change(pool.Label);
        StartMultihost(pool);
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

    /// <summary>Writes to a pool, as far as its disks let this host. A refused write suspends the pool.</summary>
    internal bool Write(ImportedPool pool, Action write)
    {
        if (pool.Suspension.IsOn || Disks.Write(identity.Node, pool.Label.Disks, pool.Label.Log, write))
        {
            return !pool.Suspension.IsOn;
        }

        pool.Troubled = true;
        pool.Suspension.Begin(byHosts: false);
        console($"Solaris: WARNING: Pool '{pool.Name}' has encountered an uncorrectable I/O failure and has been "
            + "suspended.");
        return false;
    }

    internal void CloseVolume(ImportedPool pool)
    {
        lock (_gate)
        {
            pool.OpenVolumes--;
        }
    }

    /// <summary>A write by a host whose knowledge of the pool is old puts the old state back first.</summary>
    internal void BeforeWrite(ImportedPool pool, string volume, long block, SafeFileHandle backing)
    {
        if (!Rivals.Overwrite(pool.Name))
        {
            store.Change(pool.Name, label => label with { Damaged = true });
        }

        Rivals.BeforeWrite(pool.Name, volume, block, backing);
    }

    public void Dispose()
    {
        _multihost?.Dispose();
        foreach (ImportedPool pool in All())
        {
            Rivals.Forget(pool.Name);
        }
    }

    /// <summary>The label, if a disk that carries it is there.</summary>
    internal PoolLabel? Label(string name) =>
        store.Label(name) is { } label && Cables.SeesAny(label) ? label : null;

    private PoolRefusal? Refuse(ImportRequest request, PoolLabel label)
    {
        if (label.Multihost && Release.IsOpenZfs && !request.ReadOnly)
        {
            if (HostId == 0)
            {
                return PoolTexts.NoHostId(request.Name);
            }

            if (!(label.Exported && label.HostId == HostId)
                && Multihost.IsActive(store, request.Name, HostId, MultihostInterval, Release))
            {
                return PoolTexts.ActiveElsewhere(request.Name, label);
            }
        }

        return !request.Force && !label.Exported && label.HostId != HostId ? Texts.InUse(request.Name, label)
            : label.Damaged ? PoolTexts.Destroyed(request.Name, request.Rewind)
            : Cables.MissesLog(label) && !request.WithoutLog ? Texts.NoLog(request.Name, label)
            : null;
    }

    private void Take(ImportRequest request, PoolLabel label)
    {
        serving.Pool(request.Name, request.ReadOnly ? PoolAbility.ReadOnly : PoolAbility.ReadWrite);
        if (!request.ReadOnly)
        {
            label = Stamp(label, exported: false);
            store.Write(request.Name, label);
            Rivals.Imported(request.Name);
        }

        var pool = new ImportedPool
        {
            Name = request.Name,
            Label = label,
            ReadOnly = request.ReadOnly,
            CacheFile = request.CacheFile,
        };
        lock (_gate)
        {
            _imported[request.Name] = pool;
        }

        // A read-only import is not written to the cache file (seen on 10.4), so a boot never repeats it.
        cacheFile.Write(All());
        StartMultihost(pool);
    }

    private void StartMultihost(ImportedPool pool)
    {
        if (Release.IsOpenZfs && pool is { ReadOnly: false, Label.Multihost: true })
        {
            (_multihost ??= new Multihost(this, console)).Begin(pool.Name);
        }
    }

    private PoolLabel Stamp(PoolLabel label, bool exported) => label with
    {
        Exported = exported,
        HostId = HostId,
        HostName = identity.HostName,
        LastAccess = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        Txg = label.Txg + 3,
    };
}
