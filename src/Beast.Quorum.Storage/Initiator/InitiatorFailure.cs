namespace Beast.Quorum.Storage.Initiator;

/// <summary>Why iscsictl(8) refused something; a closed set.</summary>
public enum InitiatorFailure
{
    /// <summary>None of the known texts.</summary>
    Unknown,

    /// <summary>There is such a session already.</summary>
    AlreadyThere,

    /// <summary>There is no such session.</summary>
    NoSuchSession,

    /// <summary>The kernel does not take the session's parameters.</summary>
    BadParameters,

    /// <summary>The initiator's kernel part is not loaded.</summary>
    NotLoaded,

    /// <summary>/etc/iscsi.conf lacks the target or is wrong.</summary>
    BadFile,

    /// <summary>Not enough rights.</summary>
    PermissionDenied,

    /// <summary>This iscsictl does not know the command line.</summary>
    Usage,
}
