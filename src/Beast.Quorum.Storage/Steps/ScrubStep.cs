using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Steps;

/// <summary>Starts a scrub; does not wait for it.</summary>
internal sealed class ScrubStep(Caller caller, string pool) : IStepAction
{
    public Attempt Try()
    {
        IReadOnlyList<string> line = ZpoolCommands.Scrub(caller.System.Commands, pool);
        if (!caller.Run(line, out CommandResult result, out CallFailure failure))
        {
            return Attempt.Of(failure);
        }

        if (result.ExitCode == 0)
        {
            return Attempt.Done($"scrub of pool {pool} started");
        }

        return PoolFailures.Recognise(result.StandardError, result.StandardOutput) == PoolFailure.ScrubRuns
            ? Attempt.AlreadySo($"a scrub or resilver of pool {pool} runs already")
            : Attempt.Failed(PoolMessage.Of("scrub of pool", pool, result));
    }
}
