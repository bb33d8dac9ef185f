using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Text;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Steps;

/// <summary>
/// Proves by the system's own list that a pool is not imported (S10). What cannot be read proves nothing.
/// </summary>
internal sealed class VerifyGoneStep(Caller caller, string pool) : IStepAction
{
    public Attempt Try()
    {
        if (!PoolLook.TryNames(caller, out IReadOnlyList<string> names, out CallFailure failure))
        {
            return Attempt.OrAgain(failure);
        }

        return names.Contains(pool, StringComparer.Ordinal)
            ? Attempt.Failed($"pool {pool} is imported here (zpool list shows it)")
            : Attempt.Done($"pool {pool} is not imported (zpool list does not show it)");
    }
}

/// <summary>Proves that a pool is not imported read-write; a standby's read-only import may stay.</summary>
internal sealed class VerifyNotWritableStep(Caller caller, string pool) : IStepAction
{
    public Attempt Try()
    {
        if (!PoolLook.TryState(caller, pool, out ImportState state, out CallFailure failure))
        {
            return Attempt.OrAgain(failure);
        }

        return state switch
        {
            ImportState.No => Attempt.Done($"pool {pool} is not imported"),
            ImportState.ReadOnly => Attempt.Done($"pool {pool} is imported read-only"),
            _ => Attempt.Failed($"pool {pool} is imported read-write on a node that does not own it; reset this host"),
        };
    }
}

/// <summary>
/// Asks the <c>serving</c> command of a custom group: exit 0 serves, 1 does not, else it cannot tell.
/// </summary>
internal sealed class VerifyNotServingStep(Caller caller, IReadOnlyList<string> serving) : IStepAction
{
    public Attempt Try()
    {
        if (serving.Count == 0)
        {
            return Attempt.Failed("nothing can prove that the group is gone: give it pools or custom: serving");
        }

        if (!caller.Run(serving, out CommandResult result, out CallFailure failure))
        {
            return Attempt.OrAgain(failure);
        }

        return result.ExitCode switch
        {
            0 => Attempt.Failed("the serving command says that this node still serves the group"),
            1 => Attempt.Done("the serving command says that this node does not serve the group"),
            _ => Attempt.NotYet($"the serving command cannot tell (exit {result.ExitCode}): " +
                OneLine.Said(result.StandardError, result.StandardOutput)),
        };
    }
}
