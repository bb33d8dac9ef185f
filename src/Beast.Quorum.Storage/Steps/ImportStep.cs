using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Steps;

/// <summary>Imports a pool, for writing or as a standby, and sees that no boot will import it by itself.</summary>
internal sealed class ImportStep(Caller caller, string pool, ImportState wanted) : IStepAction
{
    private string Mode => wanted == ImportState.ReadWrite ? "read-write" : "read-only";

    public Attempt Try()
    {
        IReadOnlyList<string> line = wanted == ImportState.ReadWrite
            ? ZpoolCommands.Import(caller.System.Commands, pool)
            : ZpoolCommands.ImportReadOnly(caller.System.Commands, pool);
        if (!caller.Run(line, out CommandResult result, out CallFailure failure))
        {
            return Attempt.Of(failure);
        }

        if (result.ExitCode == 0)
        {
            return CheckCacheFile(Attempt.Done($"pool {pool} imported {Mode}"));
        }

        return PoolFailures.Recognise(result.StandardError, result.StandardOutput) == PoolFailure.AlreadyImported
            ? AlreadyImported()
            : Attempt.Failed(PoolMessage.Of("import of pool", pool, result));
    }

    private Attempt AlreadyImported()
    {
        if (!PoolLook.TryState(caller, pool, out ImportState state, out CallFailure failure))
        {
            return Attempt.Of(failure.After($"pool {pool} is said to be imported already"));
        }

        if (state == wanted)
        {
            return CheckCacheFile(Attempt.AlreadySo($"pool {pool} is imported {Mode} already"));
        }

        return state switch
        {
            ImportState.ReadOnly => Attempt.Failed(
                $"pool {pool} is imported read-only and must be exported first: " +
                $"'zpool export {pool}', or set standby_import: readonly"),
            ImportState.ReadWrite => Attempt.Failed(
                $"pool {pool} is imported read-write on a standby; do not export it (that would write stale data " +
                "over the owner's), reset this host"),
            _ => Attempt.Failed($"zpool import says that pool {pool} is imported, zpool list does not show it"),
        };
    }

    private Attempt CheckCacheFile(Attempt imported)
    {
        string detail = imported.Result.Detail;
        if (!PoolLook.TryGet(caller, "cachefile", pool, out string value, out CallFailure failure))
        {
            // The import itself stands. Only what takes the say from this step may hide that.
            return failure.Outcome is StepOutcome.Abandoned or StepOutcome.Refused
                ? Attempt.Of(failure.After(detail))
                : With(imported, $"; warning: its cachefile could not be checked ({failure.Detail})");
        }

        return value == "none"
            ? imported
            : With(imported,
                $"; warning: cachefile is {value} and not none, so this host would import it by itself at boot: " +
                $"'zpool set cachefile=none {pool}'");
    }

    private static Attempt With(Attempt imported, string warning) =>
        imported with { Result = imported.Result with { Detail = imported.Result.Detail + warning } };
}
