namespace Beast.Quorum.Storage.Targets;

/// <summary>What service(8), rc(8) or ctld(8) has against something; a closed set.</summary>
public enum ServiceFailure
{
    /// <summary>None of the known texts.</summary>
    Unknown,

    /// <summary>
    /// rc did nothing and exits 0: the service is not enabled and the verb has no <c>one</c> before it.
    /// </summary>
    OnlyPretended,

    /// <summary>It runs already.</summary>
    AlreadyRunning,

    /// <summary>It does not run.</summary>
    NotRunning,

    /// <summary>A file that it needs is missing or not readable.</summary>
    FileNotReadable,

    /// <summary>A directory, a variable or a module that it needs is missing.</summary>
    RequirementMissing,

    /// <summary>ctl.conf has a fault; ctld does not start, or goes on with the former configuration.</summary>
    ConfigurationWrong,

    /// <summary>ctl.conf was read and could not be applied as a whole.</summary>
    NotApplied,

    /// <summary>ctld made a LUN whose backing path does not open; it has no media.</summary>
    LunWithoutMedia,

    /// <summary>There is no such service.</summary>
    NoSuchService,

    /// <summary>Its program is missing.</summary>
    NoProgram,

    /// <summary>The rc script does not know the verb.</summary>
    UnknownVerb,

    /// <summary>It did not start, for a reason that stands elsewhere.</summary>
    FailedToStart,

    /// <summary>A warning that changes nothing: ctl.conf readable by all, a portal group without a target.</summary>
    Harmless,
}
