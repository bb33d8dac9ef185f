using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Steps;

/// <summary>Clears a pool's error counters, which repairs nothing. Never with <c>-F</c>, which rewinds.</summary>
internal sealed class ClearStep(Caller caller, string pool) : IStepAction
{
    public Attempt Try()
    {
        IReadOnlyList<string> line = ZpoolCommands.Clear(caller.System.Commands, pool);
        if (!caller.Run(line, out CommandResult result, out CallFailure failure))
        {
            return Attempt.Of(failure);
        }

        return result.ExitCode == 0
            ? Attempt.Done($"error counters of pool {pool} cleared")
            : Attempt.Failed(PoolMessage.Of("clear of pool", pool, result));
    }
}
