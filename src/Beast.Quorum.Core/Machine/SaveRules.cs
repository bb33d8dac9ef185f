using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>
/// What must be safe on disk before it is used: the generation before any record, an epoch before its claim.
/// One write at a time; a failed one is tried again, and reported once.
/// </summary>
internal static class SaveRules
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Whether the epoch is in the state file; if not, it is put there first.</summary>
    public static bool IsSaved(NodeState node, GroupState group, uint epoch)
    {
        if (SavedEpoch(node, group) >= epoch)
        {
            // Spent from now on, whatever becomes of the claim.
            group.HighestSeen = Math.Max(group.HighestSeen, epoch);
            return true;
        }

        group.EpochToSave = Math.Max(group.EpochToSave, epoch);
        node.SaveWanted = true;
        return false;
    }

    public static void Advance(NodeState node)
    {
        // A wiped node leaves no state file behind, or its next start would not know that it was wiped.
        if (!node.SaveWanted || node.Saving is not null || node.Generation == 0 || node.Wiped)
        {
            return;
        }

        if (node.Now < node.SaveRetryAt)
        {
            node.WakeAt(node.SaveRetryAt);
            return;
        }

        node.SaveWanted = false;
        node.Saving = Capture(node);
        node.SaveToken = node.NextToken();
        node.Emit(Effect.PersistState(node.SaveToken, node.Saving));
    }

    public static void OnPersisted(NodeState node, long token, bool ok, string? text)
    {
        if (token != node.SaveToken || node.Saving is null)
        {
            return;
        }

        if (ok)
        {
            node.Saved = node.Saving;
            node.SaveFailed = false;
        }
        else
        {
            node.SaveWanted = true;
            node.SaveRetryAt = node.Now + RetryAfter;
            if (!node.SaveFailed)
            {
                node.SaveFailed = true;
                node.Report(new Decision.StateNotSaved(text ?? "the state file could not be written"));
            }
        }

        node.Saving = null;
    }

    private static uint SavedEpoch(NodeState node, GroupState group)
    {
        foreach (PersistentGroup saved in node.Saved?.Groups ?? [])
        {
            if (saved.Id == group.Configuration.Id)
            {
                return saved.HighestSeen >= group.EpochToSave && group.EpochToSave != 0 ? group.EpochToSave : 0;
            }
        }

        return 0;
    }

    private static PersistentState Capture(NodeState node)
    {
        MaintenanceState maintenance = node.Maintenance;
        TimeSpan left = maintenance.On && maintenance.Until < Instant.Forever
            ? maintenance.Until - node.Now
            : TimeSpan.Zero;
        return new PersistentState(
            node.Generation,
            maintenance.Counter,
            maintenance.On,
            left,
            [.. node.Groups.Select(group => new PersistentGroup(
                group.Configuration.Id,
                Math.Max(group.HighestSeen, group.EpochToSave),
                group.LastOwned,
                Capture(group.Recovery)))]);
    }

    private static PersistentRecovery? Capture(RecoveryState recovery) => recovery.Epoch == 0
        ? null
        : new PersistentRecovery(recovery.Epoch, recovery.Damaged, recovery.Begun, recovery.Scrubbed);

    /// <summary>A recovery that a former daemon did not finish.</summary>
    public static void Restore(RecoveryState recovery, PersistentRecovery? saved)
    {
        if (saved is not null)
        {
            recovery.Reset(saved.Epoch);
            recovery.Damaged = saved.Damaged;
            recovery.Begun = saved.Begun;
            recovery.Scrubbed = saved.Scrubbed;
        }
    }
}
