namespace Beast.Quorum.Daemon.CommandLine;

/// <summary>Exit codes of <c>beastq</c>. <c>status</c> uses the first four for its verdict.</summary>
internal static class ExitCodes
{
    /// <summary>Done; healthy.</summary>
    public const int Ok = 0;

    /// <summary>Refused or failed; degraded.</summary>
    public const int Failed = 1;

    /// <summary>Critical: something is not served, or is about to stop.</summary>
    public const int Critical = 2;

    /// <summary>No daemon answers.</summary>
    public const int NotRunning = 3;

    /// <summary>A step needs somebody's consent, and nobody could be asked or consented.</summary>
    public const int NeedsConsent = 4;

    /// <summary>The command line is wrong (EX_USAGE of sysexits(3)).</summary>
    public const int Usage = 64;

    /// <summary>Ended by Ctrl-C (128 and the signal's number).</summary>
    public const int Interrupted = 130;

    /// <summary>The configuration is wrong (EX_CONFIG of sysexits(3)).</summary>
    public const int Configuration = 78;
}
