using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Ctl;

namespace Beast.Quorum.Storage.Steps;

/// <summary>
/// Waits until a LUN is ready. The role's write succeeds even if no LUN opened, and the kernel does not try again;
/// so the role is written again once a second while the LUN is not ready, where the profile has roles.
/// </summary>
internal sealed class LunReadyStep(Caller caller, IRoleAgain? role, string lun) : IStepAction
{
    private static readonly TimeSpan RewriteAfter = TimeSpan.FromSeconds(1);

    private readonly Countdown sinceStart = new(caller.System.Time, TimeSpan.Zero);

    public Attempt Try()
    {
        IReadOnlyList<string> line = CtladmCommands.TestUnitReady(caller.System.Commands, lun);
        if (!caller.Run(line, out CommandResult result, out CallFailure failure))
        {
            return Attempt.Of(failure);
        }

        if (UnitReady.Is(result.StandardOutput))
        {
            return Attempt.Done($"LUN {lun} is ready");
        }

        string why = $"LUN {lun} is not ready: {UnitReady.Why(result.StandardError, result.StandardOutput)}";
        if (role is null || sinceStart.Elapsed < RewriteAfter || role.SinceLastWrite < RewriteAfter ||
            role.TryWrite(caller, out failure))
        {
            return Attempt.NotYet(why);
        }

        return failure.Outcome switch
        {
            StepOutcome.TimedOut => Attempt.NotYet(why),
            StepOutcome.Failed => Attempt.NotYet($"{why}; {failure.Detail}"),
            _ => Attempt.Of(failure.After(why)),
        };
    }
}
