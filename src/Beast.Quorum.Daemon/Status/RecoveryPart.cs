using Beast.Quorum.Core.Recovery;

namespace Beast.Quorum.Daemon.Status;

/// <summary>Makes the part of a status that is about a recovery.</summary>
internal static class RecoveryPart
{
    public static RecoveryStatus? Of(RecoverySnapshot? recovery) => recovery is null ? null : new RecoveryStatus(
        Word(recovery.Stage),
        recovery.Scrubbed,
        recovery.Unfinished,
        Math.Round(recovery.Age.TotalSeconds, 1),
        [.. recovery.Pools.Select(Of)]);

    private static PoolRecoveryStatus Of(PoolFinding pool) => new(
        pool.Pool,
        Word(pool.Condition),
        pool.State,
        Word(pool.Scan),
        pool.IsScrub,
        pool.Percent,
        pool.Left?.TotalSeconds,
        pool.ScanText,
        pool.Errors,
        pool.Damage,
        pool.Advice);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
