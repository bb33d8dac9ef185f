namespace Beast.Quorum.Storage.Zfs;

/// <summary>Why zpool(8) refused something; a closed set.</summary>
public enum PoolFailure
{
    /// <summary>None of the known texts.</summary>
    Unknown,

    /// <summary>The label names another host and no <c>-f</c> was given.</summary>
    InUseElsewhere,

    /// <summary>Multihost (MMP) saw another host write to the pool. Never overridden.</summary>
    ActiveElsewhere,

    /// <summary>Multihost could not write its claim to the devices; the claim was tried for long enough.</summary>
    MultihostClaim,

    /// <summary>Multihost is on and this host has no host id.</summary>
    NoHostId,

    /// <summary>The pool is imported on this host.</summary>
    AlreadyImported,

    /// <summary>It was imported, and only a mount or a share failed (exit 1 before OpenZFS 2.2).</summary>
    ImportedNotMounted,

    /// <summary>Another pool of that name is imported on this host.</summary>
    NameTaken,

    /// <summary>No disk carries a label of the pool, or it is not imported.</summary>
    NoSuchPool,

    /// <summary>Two or more pools of that name were found.</summary>
    Ambiguous,

    /// <summary>A log device is missing.</summary>
    MissingLogDevice,

    /// <summary>Too few devices are there.</summary>
    MissingDevices,

    /// <summary>The cache file that the command names cannot be read, or is damaged.</summary>
    BadCacheFile,

    /// <summary>A property does not take the value.</summary>
    BadValue,

    /// <summary>A device or directory that the command names does not exist.</summary>
    NoSuchDevice,

    /// <summary>A device belongs to a pool, active on this host or perhaps on another.</summary>
    DeviceOfPool,

    /// <summary>A device can be read only.</summary>
    ReadOnlyDevice,

    /// <summary>Something holds the pool or its devices open.</summary>
    Busy,

    /// <summary>A spare of the pool is in use by another pool.</summary>
    SharedSpare,

    /// <summary>The pool could be imported only by giving up its last transactions.</summary>
    NeedsRewind,

    /// <summary>The pool's metadata is damaged beyond what zpool repairs.</summary>
    CorruptMetadata,

    /// <summary>Reading or writing the devices failed.</summary>
    IoError,

    /// <summary>The pool is faulted or unavailable: it answers nothing.</summary>
    Faulted,

    /// <summary>The pool's I/O is suspended.</summary>
    Suspended,

    /// <summary>The labels describe no whole pool.</summary>
    InvalidConfiguration,

    /// <summary>The pool needs a newer ZFS.</summary>
    UnsupportedFeature,

    /// <summary>A scrub or resilver runs already.</summary>
    ScrubRuns,

    /// <summary>Not enough rights.</summary>
    PermissionDenied,

    /// <summary>This zpool does not know the command line.</summary>
    Usage,

    /// <summary>
    /// It failed without a word, as <c>zpool import</c> without a name does when there is none (10.4).
    /// </summary>
    Silent,
}
