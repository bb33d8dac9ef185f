namespace Beast.Quorum.Storage.Ctl;

/// <summary>What ctladm(8), or CTL through it, has against something; a closed set.</summary>
public enum CtlFailure
{
    /// <summary>None of the known texts.</summary>
    Unknown,

    /// <summary>CTL's device cannot be opened: the module is not loaded.</summary>
    NoCtl,

    /// <summary>The LUN is primary and has no media: its backing path did not open when the role was written.</summary>
    NoMedia,

    /// <summary>The backing path does not open; a role was written all the same, and the LUN has no media.</summary>
    BackingNotOpen,

    /// <summary>The LUN has lost its <c>file</c> option: <c>modify -o</c> replaces all options.</summary>
    NoFileOption,

    /// <summary>No controller is primary; initiators try again.</summary>
    Transition,

    /// <summary>The other controller is primary (<c>ha_mode</c> 0).</summary>
    Standby,

    /// <summary>Secondary, and the HA link is not configured; initiators drop the path.</summary>
    Unavailable,

    /// <summary>A reset is reported once; the next answer tells.</summary>
    Reset,

    /// <summary>A change is reported once; the next answer tells.</summary>
    Changed,

    /// <summary>There is no such LUN, or it is not one of the backend that was named.</summary>
    NoSuchLun,

    /// <summary>The backend's name is wrong.</summary>
    NoSuchBackend,

    /// <summary>The root file system is not mounted yet.</summary>
    TooEarly,

    /// <summary>Creation, change or removal of a LUN failed for another reason, which the message names.</summary>
    LunRefused,

    /// <summary>The kernel did not take the request, or answered what this ctladm does not know.</summary>
    RequestFailed,

    /// <summary>Not enough rights.</summary>
    PermissionDenied,

    /// <summary>This ctladm does not know the command line.</summary>
    Usage,
}
