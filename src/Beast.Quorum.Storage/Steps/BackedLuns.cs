using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Ctl;

namespace Beast.Quorum.Storage.Steps;

/// <summary>
/// Has CTL open or close what lies on a path, by the role of each LUN on it. A role option of its own opens and closes
/// a LUN whatever <c>ha_id</c> is (sys/cam/ctl/ctl_backend_block.c), and unlike a stop of ctld it leaves the LUN and
/// the sessions of its initiators where they are.
/// </summary>
internal static class BackedLuns
{
    /// <summary>Does it for every LUN on the path; one after another, they are one or two.</summary>
    public static Attempt Set(Caller caller, string path, string role)
    {
        bool closes = role == LunRoles.Secondary;
        if (!LunRoles.TryList(caller, out IReadOnlyList<CtlLun> all, out CallFailure failure, out bool notLoaded))
        {
            return closes && notLoaded
                ? Attempt.AlreadySo($"CTL is not loaded and holds nothing on {path}")
                : Attempt.OrAgain(failure);
        }

        List<CtlLun> luns = [.. all.Where(lun => lun.LiesOn(path))];
        List<string> done = [];
        foreach (CtlLun lun in luns)
        {
            // One that serves already is not touched: initiators would be told of a change.
            if (!closes && lun.OwnRole is null or LunRoles.Primary && IsReady(caller, lun, out failure))
            {
                continue;
            }

            if (failure.Outcome is StepOutcome.Abandoned or StepOutcome.Refused)
            {
                return Attempt.Of(failure);
            }

            Attempt attempt = LunRoles.Set(caller, lun, role, out bool open);
            if (!attempt.Result.Outcome.Succeeded())
            {
                return attempt;
            }

            if (!closes && !open)
            {
                return Attempt.NotYet(attempt.Result.Detail);
            }

            done.Add($"{lun.Number}");
        }

        string what = closes ? "closed" : "opened";
        return done.Count > 0
            ? Attempt.Done($"LUN {string.Join(", ", done)} on {path} {what}")
            : Attempt.AlreadySo(luns.Count == 0 ? $"no LUN of CTL lies on {path}" : $"the LUN on {path} is {what}");
    }

    /// <summary>Whether a LUN is ready. A call that gives no answer says no; what else is wrong shows next.</summary>
    public static bool IsReady(Caller caller, CtlLun lun, out CallFailure failure) =>
        caller.Run(CtladmCommands.TestUnitReady(caller.System.Commands, $"{lun.Number}"), out CommandResult result,
            out failure) && UnitReady.Is(result.StandardOutput);
}

/// <summary>Has every LUN on a path opened or closed.</summary>
internal sealed class BackedLunsStep(Caller caller, string path, string role) : IStepAction
{
    public Attempt Try() => BackedLuns.Set(caller, path, role);
}
