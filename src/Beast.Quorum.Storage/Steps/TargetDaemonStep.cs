using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Targets;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Steps;

/// <summary>Sees that ctld runs, by asking before and after; an exit code alone is never believed.</summary>
internal sealed class TargetDaemonStep(Caller caller) : IStepAction
{
    public Attempt Try()
    {
        if (!Ask(out TargetDaemonState before, out CommandResult status, out CallFailure failure))
        {
            return Attempt.Of(failure);
        }

        if (before == TargetDaemonState.Running)
        {
            return Attempt.AlreadySo("ctld runs");
        }

        if (before == TargetDaemonState.Unknown)
        {
            return Attempt.NotYet(
                $"ctld's state cannot be told: {TargetDaemonStatus.Why(status.StandardError, status.StandardOutput)}");
        }

        if (!caller.Run(ServiceCommands.Start(caller.System.Commands), out CommandResult start, out failure) ||
            !Ask(out TargetDaemonState after, out _, out failure))
        {
            return Attempt.Of(failure);
        }

        string warning = OneLine.Of(start.StandardError);
        return after == TargetDaemonState.Running
            ? Attempt.Done(warning.Length == 0 ? "ctld started" : $"ctld started; warning: {warning}")
            : Attempt.NotYet($"ctld did not start (exit {start.ExitCode}): " +
                TargetDaemonStatus.Why(start.StandardError, start.StandardOutput));
    }

    private bool Ask(out TargetDaemonState state, out CommandResult result, out CallFailure failure)
    {
        bool answered = caller.Run(ServiceCommands.Status(caller.System.Commands), out result, out failure);
        state = answered
            ? TargetDaemonStatus.Read(result.ExitCode, result.StandardOutput)
            : TargetDaemonState.Unknown;
        return answered;
    }
}
