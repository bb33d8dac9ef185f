using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Recovery;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Text;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Recovery;

/// <summary>
/// Reads the errors and scans of a group's pools; changes nothing. Each pool has a child and a deadline of its own.
/// While a child of an earlier look hangs and cannot be killed, no further one is started.
/// </summary>
public sealed class PoolErrorReader(StorageSystem system)
{
    /// <summary>Longest time for one pool.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private int hanging;

    /// <summary>Reads every pool of the group, in the configuration's order.</summary>
    public IReadOnlyList<PoolFinding> Read(GroupConfiguration group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return [.. group.Pools.Select(ReadOrSay)];
    }

    /// <summary>What is told of a group that was not looked at.</summary>
    /// <param name="group">The group.</param>
    /// <param name="why">Why not.</param>
    public static IReadOnlyList<PoolFinding> Unread(GroupConfiguration group, string why)
    {
        ArgumentNullException.ThrowIfNull(group);
        return [.. group.Pools.Select(pool => PoolFindings.Unread(pool, why))];
    }

    private PoolFinding ReadOrSay(string pool)
    {
        if (Volatile.Read(ref hanging) > 0)
        {
            return PoolFindings.Unread(pool, "a zpool status of before hangs in the kernel; look at the disks (dmesg)");
        }

        IReadOnlyList<string> line = ZpoolCommands.Errors(system.Commands, pool);
        var caller = new Caller(system, new Countdown(system.Time, Deadline), () => true, Gone);
        if (!caller.Run(line, out CommandResult result, out CallFailure failure))
        {
            if (failure.Outcome == StepOutcome.Abandoned)
            {
                Interlocked.Increment(ref hanging);
            }

            return PoolFindings.Unread(pool, failure.Detail);
        }

        return result.ExitCode == 0 && PoolStatusText.TryParse(result.StandardOutput, out var pools)
            && pools.FirstOrDefault(found => found.Pool == pool) is { } status
            ? PoolFindings.Of(status)
            : PoolFindings.Unread(pool, $"{CommandText.Of(line)}: exit {result.ExitCode}, "
                + OneLine.Said(result.StandardError, result.StandardOutput));
    }

    // May come before the increment above; the count is then right again a moment later.
    private void Gone() => Interlocked.Decrement(ref hanging);
}
