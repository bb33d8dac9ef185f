using System.Globalization;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Ctl;
using Beast.Quorum.Storage.Targets;

namespace Beast.Quorum.Storage.Steps;

/// <summary>
/// Has ctld read its configuration again, until the LUNs that clients see are ready. A reload is only a signal: rc(8)
/// exits 0 when it refused, and ctld goes on with the old configuration when the new one is wrong. So the LUNs tell.
/// </summary>
internal sealed class ReloadStep(Caller caller, GroupConfiguration group) : IStepAction
{
    private readonly string path = group.Arbitrator.ServedPath;
    private bool reloaded;

    public Attempt Try()
    {
        if (Ready(out string why, out CallFailure? failure))
        {
            return reloaded
                ? Attempt.Done($"ctld was reloaded, and the LUN on {path} is ready")
                : Attempt.AlreadySo($"the LUN on {path} is ready");
        }

        if (failure is not null)
        {
            return Attempt.OrAgain(failure);
        }

        IReadOnlyList<string> line = ServiceCommands.Reload(caller.System.Commands);
        if (!caller.Run(line, out CommandResult result, out CallFailure none))
        {
            return Attempt.Of(none);
        }

        reloaded = true;
        return Attempt.NotYet(ServiceFailures.WasDone(result.ExitCode, result.StandardError, result.StandardOutput)
            ? $"ctld was told to reload and {why}; look for 'configuration error' of ctld in /var/log/messages"
            : $"ctld was not reloaded (exit {result.ExitCode}): "
                + TargetDaemonStatus.Why(result.StandardError, result.StandardOutput));
    }

    private bool Ready(out string why, out CallFailure? failure)
    {
        why = "";
        failure = null;
        if (!LunRoles.TryList(caller, out IReadOnlyList<CtlLun> luns, out CallFailure other))
        {
            failure = other;
            return false;
        }

        List<CtlLun> served = [.. luns.Where(lun => lun.LiesOn(path) || group.Luns.Contains(lun.Number))];
        int? missing = group.Luns.Where(number => served.TrueForAll(lun => lun.Number != number))
            .Select(number => (int?)number).FirstOrDefault();
        if (served.Count == 0 || missing is not null)
        {
            why = missing is null
                ? $"no LUN lies on {path}: is it in /etc/ctl.conf?"
                : string.Create(CultureInfo.InvariantCulture, $"LUN {missing} does not exist: is it in /etc/ctl.conf?");
            return false;
        }

        foreach (CtlLun lun in served)
        {
            IReadOnlyList<string> line = CtladmCommands.TestUnitReady(caller.System.Commands, $"{lun.Number}");
            if (!caller.Run(line, out CommandResult result, out other))
            {
                failure = other;
                return false;
            }

            if (!UnitReady.Is(result.StandardOutput))
            {
                why = $"LUN {lun.Number} is not ready: {UnitReady.Why(result.StandardError, result.StandardOutput)}";
                return false;
            }
        }

        return true;
    }
}
