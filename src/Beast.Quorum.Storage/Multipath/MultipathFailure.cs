namespace Beast.Quorum.Storage.Multipath;

/// <summary>Why gmultipath(8) refused something; a closed set.</summary>
public enum MultipathFailure
{
    /// <summary>None of the known texts.</summary>
    Unknown,

    /// <summary>The kernel's part is not loaded.</summary>
    NotLoaded,

    /// <summary>There is no device of that name.</summary>
    NoSuchDevice,

    /// <summary>There is a device of that name already.</summary>
    DeviceExists,

    /// <summary>GEOM knows no such provider, or it is no path of the device.</summary>
    NoSuchProvider,

    /// <summary>The provider is a path of the device already.</summary>
    AlreadyThere,

    /// <summary>The provider is not as large as the device.</summary>
    SizeMismatch,

    /// <summary>The provider has other sectors than the device.</summary>
    SectorMismatch,

    /// <summary>The path is marked as failed or lost.</summary>
    BadPath,

    /// <summary>Something holds the device or the provider open.</summary>
    Busy,

    /// <summary>The provider cannot be opened.</summary>
    CannotOpen,

    /// <summary>The label on a path cannot be read, written or erased.</summary>
    Label,

    /// <summary>No other path could be made active.</summary>
    CannotRotate,

    /// <summary>Not enough rights.</summary>
    PermissionDenied,

    /// <summary>This gmultipath does not know the command line.</summary>
    Usage,
}
