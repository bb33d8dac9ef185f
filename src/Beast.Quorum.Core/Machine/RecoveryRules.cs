using System.Globalization;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Recovery;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>
/// After a takeover from a node that failed, the survivor may hold the last good copy: until its pools were found
/// sound, and scrubbed where that was begun or damage was seen, the group moves only by force (DESIGN 7, recovery).
/// </summary>
internal static class RecoveryRules
{
    /// <summary>Ownership is confirmed. Whoever held the group before, did he give it up in order?</summary>
    public static void Owned(NodeState node, GroupState group, uint ownedBefore)
    {
        GroupEntry entry = node.Peer.Newest.Find(group.Configuration.Id);
        bool handedOver = entry.Role == GroupRole.Released && entry.Target == node.Node
            && (entry.Flags & (GroupFlags.FailedHere | GroupFlags.Unrecovered)) == 0;
        bool first = ownedBefore == 0 && entry.LastOwned == 0 && !entry.Role.Holds();

        // Not sure to have been given up in order: one look more than needed costs nothing.
        group.Recovery.Reset(handedOver || first ? 0 : group.Epoch);
    }

    /// <summary>The group was adopted from a former daemon of this boot, whose recovery goes on.</summary>
    public static void Resume(GroupState group)
    {
        if (group.Recovery.Epoch != group.Epoch)
        {
            group.Recovery.Reset(0);
        }
    }

    /// <summary>The group is not held here any more; what is to be recovered is its next owner's to find out.</summary>
    public static void Left(NodeState node, GroupState group)
    {
        bool unfinished = group.Recovery.Epoch != 0;
        node.SaveWanted |= unfinished;
        group.Recovery.Reset(0);
        group.Recovery.LeftUnfinished = unfinished;
    }

    /// <summary>The group is served from now on: its pools are looked at without delay.</summary>
    public static void Serving(NodeState node, GroupState group)
    {
        if (group.Recovery.Epoch != 0)
        {
            group.Service.LookAnew(node.Now);
        }
    }

    /// <summary>A scrub was begun; what a look finds from now on is of this one.</summary>
    public static void ScrubBegun(NodeState node, GroupState group, string pool)
    {
        ulong bit = Bit(group, pool);
        group.Recovery.Begun |= bit;
        group.Recovery.Scrubbed &= ~bit;
        node.SaveWanted |= group.Recovery.Epoch != 0;
    }

    /// <summary>A look at the pools' errors ended.</summary>
    public static void Found(NodeState node, GroupState group, IReadOnlyList<PoolFinding> findings)
    {
        RecoveryState recovery = group.Recovery;
        recovery.Findings = findings;
        recovery.ReadAt = node.Now;
        if (recovery.LookOrder != 0)
        {
            node.Emit(Effect.Answer(recovery.LookOrder, true, "the pools were read"));
            recovery.LookOrder = 0;
        }

        if (recovery.Epoch == 0)
        {
            return;
        }

        (ulong Damaged, ulong Begun, ulong Scrubbed) before = (recovery.Damaged, recovery.Begun, recovery.Scrubbed);
        foreach (PoolFinding finding in findings)
        {
            Learn(recovery, finding, Bit(group, finding.Pool));
        }

        node.SaveWanted |= before != (recovery.Damaged, recovery.Begun, recovery.Scrubbed);
        if (IsFinished(recovery))
        {
            End(node, group, "no errors are known" + (recovery.Scrubbed != 0 ? ", and a scrub has finished" : ""));
        }
        else
        {
            Tell(node, group);
        }
    }

    public static void End(NodeState node, GroupState group, string reason)
    {
        bool told = group.Recovery.Reported != RecoveryStage.None || group.Recovery.DamageReported;
        group.Recovery.Epoch = 0;
        node.SaveWanted = true;

        // Whoever has just mended it gets the whole delay before it goes home by itself.
        group.PeerReadySince = Instant.Never;
        if (told)
        {
            node.Report(new Decision.RecoveryEnded(group.Index, reason));
        }
    }

    public static RecoveryStage Stage(GroupState group)
    {
        RecoveryState recovery = group.Recovery;
        return recovery.Epoch == 0 ? RecoveryStage.None
            : recovery.Findings is not { } found || found.Any(pool => pool.Condition == PoolCondition.Unread)
                ? RecoveryStage.Unread
            : found.Any(Scans) ? RecoveryStage.Scrubbing
            : RecoveryStage.Needed;
    }

    /// <summary>Why the group is kept here, and what to do; null if it may move.</summary>
    public static string? WhyKept(GroupState group)
    {
        RecoveryStage stage = Stage(group);
        return stage == RecoveryStage.None ? null
            : $"{Unfinished(group, stage)}: this node may hold the last good copy of {group.Name}; 'beastq recover "
            + $"{group.Name}' goes on with it, --force does it all the same";
    }

    /// <summary>The same for all groups that are served here.</summary>
    public static string? WhyKept(NodeState node) =>
        node.Groups.Where(group => group.Phase.HoldsLease()).Select(WhyKept)
            .FirstOrDefault(reason => reason is not null);

    /// <summary>It is given up all the same: that is worth an alert.</summary>
    public static void Forced(NodeState node, GroupState group, string why)
    {
        if (group.Phase.HoldsLease() && Stage(group) is var stage and not RecoveryStage.None)
        {
            node.Report(new Decision.LastCopyLeft(group.Index, $"{why}, although {Unfinished(group, stage)}"));
        }
    }

    public static bool IsScrubbed(RecoveryState recovery) =>
        ((recovery.Damaged | recovery.Begun) & ~recovery.Scrubbed) == 0;

    /// <summary>What is left to be done, in one clause.</summary>
    public static string Unfinished(GroupState group, RecoveryStage stage)
    {
        IReadOnlyList<PoolFinding> found = group.Recovery.Findings ?? [];
        switch (stage)
        {
            case RecoveryStage.Unread:
                return found.FirstOrDefault(pool => pool.Condition == PoolCondition.Unread) is { } unread
                    ? $"the errors of pool {unread.Pool} cannot be read ({unread.Errors})"
                    : "its pools were not looked at since the takeover";
            case RecoveryStage.Scrubbing:
                return Scan(found.First(Scans));
            default:
                return found.FirstOrDefault(pool => pool.Condition == PoolCondition.Damaged) is { } damaged
                    ? $"pool {damaged.Pool} has errors ({Errors(damaged)})"
                    : "a scrub has not finished since errors were seen or it was begun";
        }
    }

    private static void Learn(RecoveryState recovery, PoolFinding finding, ulong bit)
    {
        recovery.Damaged |= finding.Condition == PoolCondition.Damaged ? bit : 0;
        if (!finding.IsScrub)
        {
            return;
        }

        if (Scans(finding))
        {
            recovery.Begun |= bit;
            recovery.Scrubbed &= ~bit;
        }
        else if (finding.Scan == ScanProgress.Finished)
        {
            recovery.Scrubbed |= recovery.Begun & bit;
        }
    }

    private static bool IsFinished(RecoveryState recovery) =>
        IsScrubbed(recovery)
        && recovery.Findings!.All(pool => pool.Condition == PoolCondition.Sound && !Scans(pool));

    private static void Tell(NodeState node, GroupState group)
    {
        RecoveryState recovery = group.Recovery;
        RecoveryStage stage = Stage(group);
        if (recovery.Damaged != 0 && !recovery.DamageReported && stage != RecoveryStage.Unread)
        {
            recovery.DamageReported = true;
            node.Report(new Decision.RecoveryNeeded(group.Index, Unfinished(group, RecoveryStage.Needed)));
        }
        else if (stage != recovery.Reported && stage != RecoveryStage.Scrubbing && !recovery.DamageReported)
        {
            node.Report(new Decision.RecoveryNeeded(group.Index, Unfinished(group, stage)));
        }

        if (stage != recovery.Reported && stage == RecoveryStage.Scrubbing)
        {
            node.Report(new Decision.RecoveryScrubs(group.Index, Unfinished(group, stage)));
        }

        recovery.Reported = stage;
    }

    private static bool Scans(PoolFinding pool) => pool.Scan is ScanProgress.Running or ScanProgress.Paused;

    private static string Scan(PoolFinding pool)
    {
        string what = pool.IsScrub ? "scrub" : "resilver";
        string percent = pool.Percent is { } done
            ? string.Create(CultureInfo.InvariantCulture, $", {done:0.##} % done") : "";
        string left = pool.Left is { } time ? $", {Show(time)} left" : "";
        string how = pool.Scan == ScanProgress.Paused ? "is paused" : "runs";
        return $"a {what} of pool {pool.Pool} {how}{percent}{left}";
    }

    /// <summary>Hours, minutes and seconds, and days if there are any.</summary>
    private static string Show(TimeSpan span) =>
        span.ToString(span.Days > 0 ? @"d\ \d\ hh\:mm\:ss" : @"hh\:mm\:ss", CultureInfo.InvariantCulture);

    private static string Errors(PoolFinding pool) =>
        pool.Damage.Count > 0 ? string.Join(", ", pool.Damage.Take(3)) + (pool.Damage.Count > 3 ? ", …" : "")
            : pool.Errors.Length > 0 ? pool.Errors
            : pool.State;

    /// <summary>A pool beyond the 64th shares the last bit; one that is none of the group's has none.</summary>
    private static ulong Bit(GroupState group, string pool)
    {
        for (int index = 0; index < group.Configuration.Pools.Count; index++)
        {
            if (group.Configuration.Pools[index] == pool)
            {
                return 1UL << Math.Min(index, 63);
            }
        }

        return 0;
    }
}
