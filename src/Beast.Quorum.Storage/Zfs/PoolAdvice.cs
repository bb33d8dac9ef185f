namespace Beast.Quorum.Storage.Zfs;

/// <summary>What a person can do about each refusal of zpool; nothing of it is ever done by beastq.</summary>
internal static class PoolAdvice
{
    /// <summary>One line without a full stop.</summary>
    public static string Of(PoolFailure failure, string pool) => failure switch
    {
        PoolFailure.InUseElsewhere =>
            "make sure that the other controller is off or has exported it; only then import it with -f",
        PoolFailure.ActiveElsewhere =>
            "another host writes to it right now: find out which, export it there; never override this",
        PoolFailure.MultihostClaim =>
            "multihost could not write its claim: look at the disks and at reservations (dmesg, camcontrol persist)",
        PoolFailure.NoHostId => "give this host a host id of its own (/etc/hostid, service hostid restart)",
        PoolFailure.AlreadyImported => $"look at 'zpool list {pool}'; export it if this node does not own it",
        PoolFailure.ImportedNotMounted => "the pool is imported; see 'zfs mount -a' for what did not mount",
        PoolFailure.NameTaken =>
            $"another pool named {pool} is imported here: compare the guids of 'zpool list -o guid' and 'zpool import'",
        PoolFailure.NoSuchPool => "check that this node sees the pool's disks ('zpool import', 'camcontrol devlist')",
        PoolFailure.Ambiguous => "two pools carry this name: rename or destroy one, see 'zpool import'",
        PoolFailure.MissingLogDevice =>
            "attach the log device; an import with -m loses acknowledged writes, which is a person's decision " +
            "(import_missing_log)",
        PoolFailure.MissingDevices => "attach the missing devices, see 'zpool import'",
        PoolFailure.BadCacheFile => "the cache file is missing or damaged; the disks are scanned instead",
        PoolFailure.BadValue => "the message names the values that are possible",
        PoolFailure.NoSuchDevice => "a device has another name on this node: see 'camcontrol devlist', 'ls /dev/gpt'",
        PoolFailure.DeviceOfPool => "the device belongs to a pool; see 'zpool status' on both nodes",
        PoolFailure.ReadOnlyDevice => "a device does not take writes: look for write protection or a reservation",
        PoolFailure.Busy =>
            "something holds a volume open: see that ha_role is 1 and nothing is mounted (fstat, mount)",
        PoolFailure.SharedSpare => "take the shared spare out of the pool (zpool remove)",
        PoolFailure.NeedsRewind =>
            $"'zpool import -F {pool}' would give up the last transactions: a person's decision, best on a copy",
        PoolFailure.CorruptMetadata => "the pool is damaged: keep both controllers off it and restore it from a backup",
        PoolFailure.IoError => "look at the disks and cables: dmesg, 'zpool status', 'camcontrol devlist'",
        PoolFailure.Faulted => $"the pool cannot be used: look at the disks and at 'zpool status {pool}'",
        PoolFailure.Suspended => $"mend the disks, then 'zpool clear {pool}'; else reset the host",
        PoolFailure.InvalidConfiguration =>
            "the labels do not make up a whole pool, see 'zpool import' and 'zdb -l DISK'",
        PoolFailure.UnsupportedFeature =>
            "this system's ZFS is older than the pool: upgrade it to the other node's release",
        PoolFailure.ScrubRuns => "nothing to do",
        PoolFailure.PermissionDenied => "run beastq as root, or put doas before zpool in commands",
        PoolFailure.Usage => "this zpool does not know the command line; check commands: zpool",
        PoolFailure.Silent => "it said nothing: run it by hand and look at dmesg",
        PoolFailure.Unknown => "run the command by hand and look at dmesg",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "no advice"),
    };
}
