namespace Beast.Quorum.Storage.Ctl;

/// <summary>Why ctladm(8) refused something, or did it only in part; a closed set.</summary>
public enum CtladmFailure
{
    /// <summary>None of the known texts.</summary>
    Unknown,

    /// <summary>The role was written and the volume behind the LUN did not open: the LUN has no media.</summary>
    BackingNotOpen,

    /// <summary>There is no such LUN, or it is not one of the block backend.</summary>
    NoSuchLun,

    /// <summary>CTL does not know the backend.</summary>
    NoSuchBackend,

    /// <summary>The LUN has lost its options, the path among them.</summary>
    OptionsLost,

    /// <summary>CTL is not loaded.</summary>
    NotLoaded,

    /// <summary>The system is still booting.</summary>
    NoRoot,

    /// <summary>The kernel did not take the request.</summary>
    RequestFailed,

    /// <summary>Not enough rights.</summary>
    PermissionDenied,

    /// <summary>This ctladm does not know the command line.</summary>
    Usage,
}
