using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.ImportCache;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Steps;

/// <summary>
/// Imports a pool, for writing or as a standby, and sees that no boot will import it by itself. For writing it tries
/// the quick ways first (<see cref="ImportPhases"/>), all of them within the step's deadline; a refusal that no other
/// way can change ends it.
/// </summary>
internal sealed class ImportStep(Caller caller, GroupConfiguration group, string pool, ImportState wanted) : IStepAction
{
    private readonly PhaseNotes notes = new(caller.System.Time);

    private string Mode => wanted == ImportState.ReadWrite ? "read-write" : "read-only";

    public Attempt Try()
    {
        IReadOnlyList<ImportPhase> phases = wanted == ImportState.ReadWrite
            ? ImportPhases.Of(caller.System, group, pool, caller.System.Versions.Known)
            : [new ImportPhase(ImportPhases.Scan, ZpoolCommands.ImportReadOnly(caller.System.Commands, pool))];
        foreach (ImportPhase phase in phases.SkipLast(1))
        {
            if (Run(phase, out PoolFailure failure) is { } end && !PoolFailures.AnotherSearchMayHelp(failure))
            {
                return end;
            }
        }

        Attempt last = Run(phases[^1], out PoolFailure reason);
        return reason == PoolFailure.MissingLogDevice && group.ImportMissingLog && wanted == ImportState.ReadWrite
            ? RunWithoutLog()
            : last;
    }

    private Attempt RunWithoutLog()
    {
        Attempt attempt = Run(
            new ImportPhase(
                ImportPhases.WithoutLog, ZpoolCommands.ImportWithoutLog(caller.System.Commands, pool)),
            out _);
        return attempt.Result.Outcome.Succeeded()
            ? With(attempt, "; warning: its log device is missing and import_missing_log is set: what was " +
                "acknowledged last may be lost; attach a log device, or 'zpool remove' the missing one")
            : attempt;
    }

    // With a success or a time-out the reason is one that ends the step, AlreadyImported.
    private Attempt Run(ImportPhase phase, out PoolFailure failure)
    {
        failure = PoolFailure.AlreadyImported;
        notes.Begin(phase);
        if (!caller.Run(phase.Line, out CommandResult result, out CallFailure call))
        {
            // A zpool that died of what it read may live with what it finds by itself.
            failure = call.Outcome == StepOutcome.Failed ? PoolFailure.Unknown : failure;
            Attempt unanswered = notes.Tell(Attempt.Of(call));
            notes.Refused(failure);
            return unanswered;
        }

        if (result.ExitCode == 0)
        {
            return notes.Tell(CheckCacheFile(Attempt.Done($"pool {pool} imported {Mode} {notes.Done()}")));
        }

        failure = PoolFailures.Recognise(result.StandardError, result.StandardOutput);
        if (failure is PoolFailure.AlreadyImported or PoolFailure.ImportedNotMounted)
        {
            return notes.Tell(AlreadyImported());
        }

        Attempt refused = notes.Tell(Attempt.Failed(PoolMessage.Of("import of pool", pool, result)));
        notes.Refused(failure);
        return refused;
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
