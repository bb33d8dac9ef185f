using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Targets;

/// <summary>
/// Recognises what service(8), /etc/rc.subr and ctld(8) print about ctld. Exit 0 also means "not done", so the words
/// are read whatever the exit code is.
/// </summary>
public static class ServiceFailures
{
    // What explains comes before what only says that it failed: rc prints both.
    private static readonly KnownTexts<ServiceFailure> Texts = new(
        (["cannot '"], ServiceFailure.OnlyPretended),
        (["is not set properly - see rc.conf(5)"], ServiceFailure.OnlyPretended),
        (["unknown directive"], ServiceFailure.UnknownVerb),
        (["does not exist in /etc/rc.d"], ServiceFailure.NoSuchService),
        (["run_rc_command: cannot run"], ServiceFailure.NoProgram),
        (["is not readable."], ServiceFailure.FileNotReadable),
        (["is not a directory."], ServiceFailure.RequirementMissing),
        (["is not enabled."], ServiceFailure.RequirementMissing),
        (["configuration error"], ServiceFailure.ConfigurationWrong),
        (["error in configuration file"], ServiceFailure.ConfigurationWrong),
        (["invalid target name"], ServiceFailure.ConfigurationWrong),
        (["failed to apply configuration"], ServiceFailure.NotApplied),
        (["failed to reload configuration"], ServiceFailure.NotApplied),
        (["already running"], ServiceFailure.AlreadyRunning),
        (["not running?"], ServiceFailure.NotRunning),
        (["is not running."], ServiceFailure.NotRunning),
        (["failed precmd routine"], ServiceFailure.RequirementMissing),
        (["failed to start"], ServiceFailure.FailedToStart),
        (["lun creation warning"], ServiceFailure.LunWithoutMedia),
        (["lun modification warning"], ServiceFailure.LunWithoutMedia),
        (["is world-readable"], ServiceFailure.Harmless),
        (["not assigned to any target"], ServiceFailure.Harmless),
        (["usage:"], ServiceFailure.UnknownVerb));

    /// <summary>The reason behind what was printed.</summary>
    public static ServiceFailure Recognise(string standardError, string standardOutput) =>
        Texts.TryFind(standardError, standardOutput, out ServiceFailure failure) ? failure : ServiceFailure.Unknown;

    /// <summary>
    /// Whether an order (start, reload) was carried out as far as its words tell: exit 0, and nothing that says that
    /// it was not. What came of it must be looked at nevertheless.
    /// </summary>
    public static bool WasDone(int exitCode, string standardError, string standardOutput) =>
        exitCode == 0 && Recognise(standardError, standardOutput)
            is ServiceFailure.Unknown or ServiceFailure.Harmless or ServiceFailure.LunWithoutMedia;

    /// <summary>What to do, in one line without a full stop.</summary>
    public static string Advice(ServiceFailure failure) => failure switch
    {
        ServiceFailure.OnlyPretended => "the rc script refused: set ctld_enable=\"YES\" in /etc/rc.conf",
        ServiceFailure.AlreadyRunning => "nothing to do",
        ServiceFailure.NotRunning => "start it: 'service ctld onestart'",
        ServiceFailure.FileNotReadable => "/etc/ctl.conf is missing or not readable",
        ServiceFailure.RequirementMissing => "rc could not load ctl.ko or read /etc/ctl.conf",
        ServiceFailure.ConfigurationWrong => "correct /etc/ctl.conf (run 'ctld -d' to see the line)",
        ServiceFailure.NotApplied => "ctld could not apply /etc/ctl.conf: look for ctld in /var/log/messages",
        ServiceFailure.LunWithoutMedia => "a LUN has no media until its backing path opens and the role is written",
        ServiceFailure.NoSuchService => "there is no ctld on this system; check commands: service",
        ServiceFailure.NoProgram => "the service's program is missing: is the system complete?",
        ServiceFailure.UnknownVerb => "the rc script does not know the verb; check commands: service",
        ServiceFailure.FailedToStart => "look for ctld in /var/log/messages",
        ServiceFailure.Harmless => "nothing to do at once",
        ServiceFailure.Unknown => "run the command by hand and look for ctld in /var/log/messages",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "no advice"),
    };
}
