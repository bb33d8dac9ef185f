using Beast.Quorum.Lab.Iscsi;

namespace Beast.Quorum.Lab.Commands;

/// <summary>service(8) for iscsid, which logs the initiator's sessions in.</summary>
internal sealed class IscsidService(IscsiSettings settings)
{
    private const int Process = 618;

    internal CommandOutput Run(string directive)
    {
        bool runs = settings.IscsidProcess != 0;
        switch (directive)
        {
            case "onestart" when runs:
                return CommandOutput.Failed($"iscsid already running?  (pid={Process}).\n");
            case "onestart":
                settings.IscsidProcess = Process;
                return CommandOutput.Ok("Starting iscsid.\n");
            case "onestop" when runs:
                settings.IscsidProcess = 0;
                return CommandOutput.Ok($"Stopping iscsid.\nWaiting for PIDS: {Process}.\n");
            case "onestop":
                return CommandOutput.Failed("iscsid not running? (check /var/run/iscsid.pid).\n");
            case "onestatus" or "status":
                return runs ? CommandOutput.Ok($"iscsid is running as pid {Process}.\n")
                    : new CommandOutput(1, "iscsid is not running.\n");
            default:
                return CommandOutput.Ok($"Cannot '{directive}' iscsid. Set iscsid_enable to YES in /etc/rc.conf or use "
                    + $"'one{directive}' instead of '{directive}'.\n");
        }
    }
}
