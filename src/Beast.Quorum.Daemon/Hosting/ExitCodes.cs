namespace Beast.Quorum.Daemon.Hosting;

/// <summary>Exit codes of the daemon, after sysexits(3), so that a supervisor can tell what to do.</summary>
internal static class ExitCodes
{
    /// <summary>Ended in order.</summary>
    public const int Ok = 0;

    /// <summary>An unexpected exception; the log says which.</summary>
    public const int Software = 70;

    /// <summary>Something of the system is missing or refused.</summary>
    public const int System = 71;

    /// <summary>Another daemon, or a command of one, still runs.</summary>
    public const int Locked = 75;

    /// <summary>The configuration, the key or the quorum device is not usable.</summary>
    public const int Configuration = 78;
}

/// <summary>Keeps the daemon from starting: what is wrong, where, and what to do.</summary>
/// <param name="code">The exit code.</param>
/// <param name="message">For the operator.</param>
internal sealed class StartupException(int code, string message) : Exception(message)
{
    public int Code { get; } = code;
}
