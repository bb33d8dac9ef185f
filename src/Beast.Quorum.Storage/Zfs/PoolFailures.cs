using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Zfs;

/// <summary>
/// Recognises zpool's messages by the parts that have stayed the same from illumos ZFS (FreeBSD 10.4 to 12) to
/// OpenZFS 2.x, whatever their case, and says what follows from each. What to do: <see cref="PoolAdvice"/>.
/// </summary>
public static class PoolFailures
{
    // A message may hold a later entry's words too ("… use '-m' …" comes with "unavailable").
    private static readonly KnownTexts<PoolFailure> Texts = new(
        (["multihost claim"], PoolFailure.MultihostClaim),
        (["multihost property on", "hostid is not set"], PoolFailure.NoHostId),
        (["is imported on"], PoolFailure.ActiveElsewhere),
        (["in use from"], PoolFailure.InUseElsewhere),
        (["last accessed by another system"], PoolFailure.InUseElsewhere),
        (["import was successful, but unable to"], PoolFailure.ImportedNotMounted),
        (["already created/imported"], PoolFailure.AlreadyImported),
        (["pool with that name already exists"], PoolFailure.NameTaken),
        (["pool already exists"], PoolFailure.NameTaken),
        (["more than one matching pool"], PoolFailure.Ambiguous),
        (["cannot set property for"], PoolFailure.BadValue),
        (["must be an absolute path"], PoolFailure.NoSuchDevice),
        (["must be a full path or shorthand device name"], PoolFailure.NoSuchDevice),
        (["no such geom provider"], PoolFailure.NoSuchDevice),
        (["cache file:"], PoolFailure.BadCacheFile),
        (["cache file contents"], PoolFailure.BadCacheFile),
        (["no such pool"], PoolFailure.NoSuchPool),
        (["no pools available to import"], PoolFailure.NoSuchPool),
        (["use '-m' to import", "[log]"], PoolFailure.MissingLogDevice),
        (["currently unavailable"], PoolFailure.MissingDevices),
        (["use '-m' to import"], PoolFailure.MissingDevices),
        (["one or more devices is read only"], PoolFailure.ReadOnlyDevice),
        (["active shared spare"], PoolFailure.SharedSpare),
        (["is part of active pool"], PoolFailure.DeviceOfPool),
        (["is part of potentially active pool"], PoolFailure.DeviceOfPool),
        (["currently scrubbing"], PoolFailure.ScrubRuns),
        (["currently resilvering"], PoolFailure.ScrubRuns),
        (["is busy"], PoolFailure.Busy),
        (["already in use"], PoolFailure.Busy),
        (["export in progress"], PoolFailure.Busy),
        (["device busy"], PoolFailure.Busy),
        (["suspended"], PoolFailure.Suspended),
        (["suspending pool"], PoolFailure.Suspended),
        (["recovery is possible"], PoolFailure.NeedsRewind),
        (["destroy and re-create the pool"], PoolFailure.CorruptMetadata),
        (["metadata is corrupted"], PoolFailure.CorruptMetadata),
        (["pool is faulted"], PoolFailure.Faulted),
        (["pool is unavailable"], PoolFailure.Faulted),
        (["i/o error"], PoolFailure.IoError),
        (["invalid vdev configuration"], PoolFailure.InvalidConfiguration),
        (["invalid vdev specification"], PoolFailure.InvalidConfiguration),
        (["unsupported version or feature"], PoolFailure.UnsupportedFeature),
        (["permission denied"], PoolFailure.PermissionDenied),
        (["is incompatible with"], PoolFailure.Usage),
        (["only meaningful with"], PoolFailure.Usage),
        (["unrecognized command"], PoolFailure.Usage),
        (["invalid option"], PoolFailure.Usage),
        (["missing pool"], PoolFailure.Usage),
        (["usage:"], PoolFailure.Usage));

    /// <summary>
    /// The reason behind what zpool printed on both streams; part of an advice goes to standard output.
    /// </summary>
    public static PoolFailure Recognise(string standardError, string standardOutput)
    {
        if (Texts.TryFind(standardError, standardOutput, out PoolFailure failure))
        {
            return failure;
        }

        return string.IsNullOrWhiteSpace(standardError) && string.IsNullOrWhiteSpace(standardOutput)
            ? PoolFailure.Silent
            : PoolFailure.Unknown;
    }

    /// <summary>
    /// Whether an import that was refused for this reason may still succeed if zpool looks for the pool in another
    /// way: the cache file or the list of devices may be old. Who holds the pool, and what its multihost says, is the
    /// same however the pool is found; asking again would only cost the time of another activity check.
    /// </summary>
    public static bool AnotherSearchMayHelp(PoolFailure failure) => failure
        is PoolFailure.Unknown
        or PoolFailure.NoSuchPool
        or PoolFailure.NoSuchDevice
        or PoolFailure.BadCacheFile
        or PoolFailure.MissingLogDevice
        or PoolFailure.MissingDevices
        or PoolFailure.DeviceOfPool
        or PoolFailure.Busy
        or PoolFailure.NeedsRewind
        or PoolFailure.CorruptMetadata
        or PoolFailure.IoError
        or PoolFailure.InvalidConfiguration
        or PoolFailure.Usage
        or PoolFailure.Silent;

    /// <summary>What to do, in one line without a full stop.</summary>
    /// <param name="failure">The reason.</param>
    /// <param name="pool">The pool's name.</param>
    public static string Advice(PoolFailure failure, string pool) => PoolAdvice.Of(failure, pool);
}
