using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Zfs;

/// <summary>The one line that a failed zpool command comes to.</summary>
internal static class PoolMessage
{
    public static string Of(string what, string pool, CommandResult result)
    {
        PoolFailure failure = PoolFailures.Recognise(result.StandardError, result.StandardOutput);
        string said = OneLine.Said(result.StandardError, result.StandardOutput);
        return $"{what} {pool} failed ({failure}, exit {result.ExitCode}): {said}; " +
            PoolFailures.Advice(failure, pool);
    }
}
