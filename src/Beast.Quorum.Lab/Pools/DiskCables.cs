namespace Beast.Quorum.Lab.Pools;

/// <summary>Which of the shared disks this host sees: a cable can be out on one host alone.</summary>
internal sealed class DiskCables
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _out = new(StringComparer.Ordinal);

    internal bool Sees(string disk)
    {
        lock (_gate)
        {
            return !_out.Contains(disk);
        }
    }

    internal void PullOut(string disk)
    {
        lock (_gate)
        {
            _out.Add(disk);
        }
    }

    internal void PutBack(string disk)
    {
        lock (_gate)
        {
            _out.Remove(disk);
        }
    }

    /// <summary>Whether a disk of the pool's mirror is there; without one its labels are not found at all.</summary>
    internal bool SeesAny(PoolLabel label)
    {
        foreach (string disk in label.Disks)
        {
            if (Sees(disk))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the pool has a log disk and it is not there.</summary>
    internal bool MissesLog(PoolLabel label) => label.Log.Length > 0 && !Sees(label.Log);

    /// <summary>Whether any of the pool's disks is not there.</summary>
    internal bool MissesAny(PoolLabel label)
    {
        bool misses = MissesLog(label);
        foreach (string disk in label.Disks)
        {
            misses |= !Sees(disk);
        }

        return misses;
    }

    /// <summary>What ZFS calls a disk that it does not find: its guid.</summary>
    internal static ulong GuidOf(PoolLabel label, string disk)
    {
        ulong hash = label.Guid | 1;
        foreach (char c in disk)
        {
            hash = (hash ^ c) * 1_099_511_628_211;
        }

        return hash;
    }
}
