using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Steps;

/// <summary>Exports a pool; tried again while it is busy.</summary>
/// <param name="caller">Makes the calls.</param>
/// <param name="pool">The pool.</param>
/// <param name="standbyOnly">Whether only a read-only standby import is exported.</param>
internal sealed class ExportStep(Caller caller, string pool, bool standbyOnly) : IStepAction
{
    /// <summary>What to do about a busy pool before it is tried again; null for nothing.</summary>
    public Func<Attempt>? WhenBusy { get; init; }

    public Attempt Try()
    {
        if (standbyOnly && !IsStandbyImport(out Attempt other))
        {
            return other;
        }

        IReadOnlyList<string> line = ZpoolCommands.Export(caller.System.Commands, pool);
        if (!caller.Run(line, out CommandResult result, out CallFailure failure))
        {
            return Attempt.Of(failure);
        }

        if (result.ExitCode == 0)
        {
            return Attempt.Done($"pool {pool} exported");
        }

        return PoolFailures.Recognise(result.StandardError, result.StandardOutput) switch
        {
            PoolFailure.NoSuchPool => Attempt.AlreadySo($"pool {pool} was not imported"),
            PoolFailure.Busy => Busy(PoolMessage.Of("export of pool", pool, result)),
            _ => Attempt.Failed(PoolMessage.Of("export of pool", pool, result)),
        };
    }

    private Attempt Busy(string message)
    {
        StepResult? mended = WhenBusy?.Invoke().Result;
        return mended is null || mended.Outcome.Succeeded() || mended.Outcome == StepOutcome.Failed
            ? Attempt.NotYet(message)
            : new Attempt(mended, Again: false);
    }

    private bool IsStandbyImport(out Attempt other)
    {
        if (!PoolLook.TryState(caller, pool, out ImportState state, out CallFailure failure))
        {
            other = Attempt.Of(failure);
            return false;
        }

        // A read-write import is this node's own (else it would not have claimed), or a stale one: the export of
        // either would be wrong.
        other = Attempt.AlreadySo(state == ImportState.ReadWrite
            ? $"pool {pool} is imported read-write already; not exported"
            : $"pool {pool} was not imported");
        return state == ImportState.ReadOnly;
    }
}
