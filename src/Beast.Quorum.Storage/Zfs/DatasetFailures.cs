using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Zfs;

/// <summary>Why zfs(8) refused something; a closed set.</summary>
public enum DatasetFailure
{
    /// <summary>None of the known texts.</summary>
    Unknown,

    /// <summary>There is no such dataset or volume.</summary>
    NoSuchDataset,

    /// <summary>Its pool is not imported.</summary>
    NoSuchPool,

    /// <summary>It exists already.</summary>
    Exists,

    /// <summary>Something holds it open.</summary>
    Busy,

    /// <summary>The pool is full, or the reservation does not fit.</summary>
    NoSpace,

    /// <summary>The property does not take the value.</summary>
    BadValue,

    /// <summary>The pool's I/O is suspended.</summary>
    Suspended,

    /// <summary>Not enough rights.</summary>
    PermissionDenied,

    /// <summary>This zfs does not know the command line.</summary>
    Usage,
}

/// <summary>Recognises the messages of zfs(8) and says what to do about each.</summary>
public static class DatasetFailures
{
    private static readonly KnownTexts<DatasetFailure> Texts = new(
        (["dataset does not exist"], DatasetFailure.NoSuchDataset),
        (["no such pool"], DatasetFailure.NoSuchPool),
        (["dataset already exists"], DatasetFailure.Exists),
        (["is busy"], DatasetFailure.Busy),
        (["device busy"], DatasetFailure.Busy),
        (["out of space"], DatasetFailure.NoSpace),
        (["cannot set property", "must be one of"], DatasetFailure.BadValue),
        (["suspended"], DatasetFailure.Suspended),
        (["permission denied"], DatasetFailure.PermissionDenied),
        (["invalid option"], DatasetFailure.Usage),
        (["unrecognized command"], DatasetFailure.Usage),
        (["usage:"], DatasetFailure.Usage));

    /// <summary>The reason behind what zfs printed.</summary>
    public static DatasetFailure Recognise(string standardError, string standardOutput) =>
        Texts.TryFind(standardError, standardOutput, out DatasetFailure failure) ? failure : DatasetFailure.Unknown;

    /// <summary>What to do, in one line without a full stop.</summary>
    public static string Advice(DatasetFailure failure) => failure switch
    {
        DatasetFailure.NoSuchDataset => "check its name with 'zfs list -t all'",
        DatasetFailure.NoSuchPool => "its pool is not imported on this node, see 'zpool list'",
        DatasetFailure.Exists => "nothing to do",
        DatasetFailure.Busy => "something holds it open: see that ha_role is 1 and nothing is mounted (fstat, mount)",
        DatasetFailure.NoSpace => "make room in the pool, or make the volume smaller or sparse",
        DatasetFailure.BadValue => "the message names the values that are possible",
        DatasetFailure.Suspended => "mend the pool's disks, then 'zpool clear'; else reset the host",
        DatasetFailure.PermissionDenied => "run beastq as root, or put doas before zfs in commands",
        DatasetFailure.Usage => "this zfs does not know the command line; check commands: zfs",
        DatasetFailure.Unknown => "run the command by hand and look at dmesg",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "no advice"),
    };
}
