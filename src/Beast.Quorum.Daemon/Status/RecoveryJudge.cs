namespace Beast.Quorum.Daemon.Status;

/// <summary>What is to be said about a recovery that is unfinished.</summary>
internal static class RecoveryJudge
{
    public const string None = "none";
    public const string Unread = "unread";
    public const string Scrubbing = "scrubbing";

    public static IEnumerable<Problem> Judge(GroupStatus group)
    {
        if (group.Recovery is not { Stage: not None } recovery)
        {
            yield break;
        }

        // Right after a takeover nothing was read yet, and that is no fault.
        bool fresh = recovery is { Stage: Unread, Pools.Count: 0 };
        yield return new Problem(
            fresh ? Severity.Notice : Severity.Degraded,
            group.Name,
            recovery.Stage == Scrubbing
                ? $"{group.Name} is being scrubbed after its takeover: {recovery.Unfinished}"
                : $"recovery of {group.Name} is needed: {recovery.Unfinished}",
            "this node may hold the last good copy: stop, switchover and failback refuse, nothing fails back by itself",
            $"keep this host up; 'beastq recover {group.Name}' shows how it stands and goes on with it");
    }
}
