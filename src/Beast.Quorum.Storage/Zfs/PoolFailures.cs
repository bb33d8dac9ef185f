namespace Beast.Quorum.Storage.Zfs;

/// <summary>
/// Recognises zpool's messages by the parts that have stayed the same from illumos ZFS (FreeBSD 10.4 to 12) to
/// OpenZFS 2.x, whatever their case, and says what to do about each.
/// </summary>
public static class PoolFailures
{
    // The first match wins: a message may hold a later entry's words too ("… use '-m' …" comes with "unavailable").
    private static readonly (string[] All, PoolFailure Failure)[] Texts =
    [
        (["multihost claim"], PoolFailure.IoError),
        (["multihost property on", "hostid is not set"], PoolFailure.NoHostId),
        (["is imported on"], PoolFailure.ActiveElsewhere),
        (["in use from"], PoolFailure.InUseElsewhere),
        (["already created/imported"], PoolFailure.AlreadyImported),
        (["pool with that name already exists"], PoolFailure.NameTaken),
        (["pool already exists"], PoolFailure.NameTaken),
        (["more than one matching pool"], PoolFailure.Ambiguous),
        (["no such pool"], PoolFailure.NoSuchPool),
        (["no pools available to import"], PoolFailure.NoSuchPool),
        (["use '-m' to import", "[log]"], PoolFailure.MissingLogDevice),
        (["currently unavailable"], PoolFailure.MissingDevices),
        (["one or more devices is read only"], PoolFailure.ReadOnlyDevice),
        (["active shared spare"], PoolFailure.SharedSpare),
        (["currently scrubbing"], PoolFailure.ScrubRuns),
        (["currently resilvering"], PoolFailure.ScrubRuns),
        (["is busy"], PoolFailure.Busy),
        (["already in use"], PoolFailure.Busy),
        (["export in progress"], PoolFailure.Busy),
        (["device busy"], PoolFailure.Busy),
        (["suspended"], PoolFailure.Suspended),
        (["recovery is possible"], PoolFailure.NeedsRewind),
        (["destroy and re-create the pool"], PoolFailure.CorruptMetadata),
        (["metadata is corrupted"], PoolFailure.CorruptMetadata),
        (["i/o error"], PoolFailure.IoError),
        (["invalid vdev configuration"], PoolFailure.InvalidConfiguration),
        (["unsupported version or feature"], PoolFailure.UnsupportedFeature),
        (["permission denied"], PoolFailure.PermissionDenied),
        (["usage:"], PoolFailure.Usage),
    ];

    /// <summary>
    /// The reason behind what zpool printed on both streams; part of an advice goes to standard output.
    /// </summary>
    public static PoolFailure Recognise(string standardError, string standardOutput)
    {
        foreach ((string[] all, PoolFailure failure) in Texts)
        {
            if (Array.TrueForAll(all, part => Has(standardError, part) || Has(standardOutput, part)))
            {
                return failure;
            }
        }

        return PoolFailure.Unknown;
    }

    /// <summary>What to do, in one line without a full stop.</summary>
    /// <param name="failure">The reason.</param>
    /// <param name="pool">The pool's name.</param>
    public static string Advice(PoolFailure failure, string pool) => failure switch
    {
        PoolFailure.InUseElsewhere =>
            "make sure that the other controller is off or has exported it; only then import it with -f",
        PoolFailure.ActiveElsewhere =>
            "another host writes to it right now: find out which, export it there; never override this",
        PoolFailure.NoHostId => "give this host a host id of its own (/etc/hostid, service hostid restart)",
        PoolFailure.AlreadyImported => $"look at 'zpool list {pool}'; export it if this node does not own it",
        PoolFailure.NameTaken =>
            $"another pool named {pool} is imported here: compare the guids of 'zpool list -o guid' and 'zpool import'",
        PoolFailure.NoSuchPool => "check that this node sees the pool's disks ('zpool import', 'camcontrol devlist')",
        PoolFailure.Ambiguous => "two pools carry this name: rename or destroy one, see 'zpool import'",
        PoolFailure.MissingLogDevice =>
            "attach the log device; an import with -m loses acknowledged writes, which is a person's decision",
        PoolFailure.MissingDevices => "attach the missing devices, see 'zpool import'",
        PoolFailure.ReadOnlyDevice => "a device does not take writes: look for write protection or a reservation",
        PoolFailure.Busy =>
            "something holds a volume open: see that ha_role is 1 and nothing is mounted (fstat, mount)",
        PoolFailure.SharedSpare => "take the shared spare out of the pool (zpool remove)",
        PoolFailure.NeedsRewind =>
            $"'zpool import -F {pool}' would give up the last transactions: a person's decision, best on a copy",
        PoolFailure.CorruptMetadata => "the pool is damaged: keep both controllers off it and restore it from a backup",
        PoolFailure.IoError => "look at the disks and cables: dmesg, 'zpool status', 'camcontrol devlist'",
        PoolFailure.Suspended => $"mend the disks, then 'zpool clear {pool}'; else reset the host",
        PoolFailure.InvalidConfiguration =>
            "the labels do not make up a whole pool, see 'zpool import' and 'zdb -l DISK'",
        PoolFailure.UnsupportedFeature =>
            "this system's ZFS is older than the pool: upgrade it to the other node's release",
        PoolFailure.ScrubRuns => "nothing to do",
        PoolFailure.PermissionDenied => "run beastq as root, or put doas before zpool in commands",
        PoolFailure.Usage => "this zpool does not know the command line; check commands: zpool",
        PoolFailure.Unknown => "run the command by hand and look at dmesg",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "no advice"),
    };

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
