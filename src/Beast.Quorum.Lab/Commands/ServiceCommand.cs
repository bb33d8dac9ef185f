using Beast.Quorum.Lab.Ctl;

namespace Beast.Quorum.Lab.Commands;

/// <summary>
/// service(8) for ctld, and the state of watchdogd: rc.subr's words, its "one" prefix and its exit codes.
/// </summary>
internal sealed class ServiceCommand(CtlSubsystem ctl, bool enabled)
{
    private const int FirstProcess = 932;
    private const string NotRunning = "ctld not running? (check /var/run/ctld.pid).\n";
    private readonly Lock _gate = new();
    private int _nextProcess = FirstProcess;

    /// <summary>The other service that hosts have.</summary>
    internal IscsidService? Iscsid { get; init; }

    /// <summary>Whether watchdogd runs, which pats the watchdog behind beastq's back.</summary>
    internal bool WatchdogDaemonRuns { get; set; }

    /// <summary>What rc does at boot.</summary>
    internal void Boot()
    {
        if (enabled)
        {
            Start("");
        }
    }

    internal CommandOutput Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length != 2)
        {
            return CommandOutput.Failed("usage: service <rc.d script> <command>\n");
        }

        if (arguments[0] == "iscsid" && Iscsid is { } iscsid)
        {
            return iscsid.Run(arguments[1]);
        }

        if (arguments[0] == "watchdogd" && arguments[1] is "status" or "onestatus")
        {
            return WatchdogDaemonRuns ? CommandOutput.Ok("watchdogd is running as pid 611.\n")
                : new CommandOutput(1, "watchdogd is not running.\n");
        }

        if (arguments[0] != "ctld")
        {
            return new CommandOutput(1, $"{arguments[0]} does not exist in /etc/rc.d or the local startup\n"
                + "directories (/usr/local/etc/rc.d)\n");
        }

        string directive = arguments[1];
        bool one = directive.StartsWith("one", StringComparison.Ordinal);
        string verb = one ? directive[3..] : directive;
        if (verb is not ("start" or "stop" or "restart" or "reload" or "status"))
        {
            return CommandOutput.Failed($"/etc/rc.d/ctld: unknown directive '{directive}'.\nUsage: /etc/rc.d/ctld "
                + "[fast|force|one|quiet](start|stop|restart|rcvar|enabled|reload|status|poll)\n");
        }

        if (!one && !enabled)
        {
            return CommandOutput.Ok($"Cannot '{verb}' ctld. Set ctld_enable to YES in /etc/rc.conf or use "
                + $"'one{verb}' instead of '{verb}'.\n");
        }

        lock (_gate)
        {
            return verb switch
            {
                "start" => Start(""),
                "stop" => Stop(),
                "restart" => Start(ctl.CtldProcess == 0 ? NotRunning : Stop().Out),
                "reload" => Reload(),
                _ => Status(),
            };
        }
    }

    private CommandOutput Start(string before)
    {
        if (ctl.CtldProcess != 0)
        {
            // Two blanks up to FreeBSD 11.
            string gap = ctl.Release.ReplacesLunOptions ? " " : "  ";
            return CommandOutput.Failed($"ctld already running?{gap}(pid={ctl.CtldProcess}).\n");
        }

        string warnings = "";
        foreach (string warning in ctl.StartCtld(_nextProcess++))
        {
            warnings += $"ctld: {warning}\n";
        }

        return new CommandOutput(0, before + "Starting ctld.\n", warnings);
    }

    private CommandOutput Stop()
    {
        int process = ctl.CtldProcess;
        if (process == 0)
        {
            return CommandOutput.Failed(NotRunning);
        }

        ctl.StopCtld();
        return CommandOutput.Ok($"Stopping ctld.\nWaiting for PIDS: {process}.\n");
    }

    private CommandOutput Reload()
    {
        if (ctl.CtldProcess == 0)
        {
            return CommandOutput.Failed(NotRunning);
        }

        ctl.ReloadCtld();
        return CommandOutput.Ok();
    }

    private CommandOutput Status() => ctl.CtldProcess == 0
        ? new CommandOutput(1, "ctld is not running.\n")
        : CommandOutput.Ok($"ctld is running as pid {ctl.CtldProcess}.\n");
}
