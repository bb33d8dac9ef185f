using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>
/// Planned moves: switchover with rollback, failback, handover of a failed service (DESIGN 5.9, 5.10).
/// </summary>
internal static class SwitchoverRules
{
    /// <summary>
    /// Whether the peer could take the group now: on an interlink, device fine, prepared, no maintenance.
    /// </summary>
    public static bool PeerIsReady(NodeState node, GroupState group, out string why)
    {
        PeerState peer = node.Peer;
        GroupEntry entry = peer.Newest.Find(group.Configuration.Id);
        bool heard = false;
        for (int path = 0; path < PeerState.MostPaths; path++)
        {
            heard |= peer.PathSequence[path] != 0 && node.Now - peer.PathLife[path] < node.Timing.SuspectAfter;
        }

        why = !heard ? "the peer is not heard on any interlink"
            : (peer.Newest.Flags & RecordFlags.DeviceOk) == 0 ? "the peer's quorum device is not fine"
            : (entry.Flags & GroupFlags.FailedHere) != 0 ? "a takeover failed on the peer; see 'beastq retry' there"
            : (peer.Newest.Flags & RecordFlags.Stopping) != 0 ? "the peer's daemon is restarting"
            : (entry.Flags & GroupFlags.Ready) == 0 ? "the peer is not ready; see its status"
            : "";
        return why.Length == 0;
    }

    /// <summary>
    /// Whether this node could take the group in a switchover. A node whose reads are not conclusive could not claim.
    /// </summary>
    public static bool IsReady(NodeState node, GroupState group) =>
        group.Phase == GroupPhase.Standby && group.Rejoined && !group.FailedHere && node.DeviceOk
        && node.HasFreshEvidence
        && !node.Maintenance.On && !node.Stop.Wanted;

    /// <summary>Begins a move; <paramref name="order"/> is answered when it has ended.</summary>
    public static void Begin(NodeState node, GroupState group, string reason, long order, bool ofFailure = false)
    {
        group.HandoverOfFailure = ofFailure;
        group.Target = (byte)node.Options.Peer;
        group.PendingOrder = order;
        group.Enter(GroupPhase.Releasing, node.Now);
        node.Report(new Decision.BeginSwitchover(group.Index, group.Epoch, node.Options.Peer, reason));
        PlanRunner.Start(node, group, Transition.Release);
        node.PublishNow();
        AdvanceReleasing(node, group);
    }

    public static void AdvanceReleasing(NodeState node, GroupState group)
    {
        if (LosingRules.DemoteIfDue(node, group))
        {
            return;
        }

        switch (PlanRunner.Advance(node, group))
        {
            case PlanProgress.Succeeded when group.Run.Abandoned == 0 && !group.Run.Disturbed:
                LosingRules.Released(node, group);
                break;
            case PlanProgress.Succeeded:
                LosingRules.Demote(node, group, "a command that may still import a pool cannot be killed");
                break;
            case PlanProgress.Failed when group.HandoverOfFailure:
                LosingRules.Demote(node, group, $"the handover failed: {group.Run.Failure}", failed: true);
                break;
            case PlanProgress.Failed:
                RollBack(node, group);
                break;
        }
    }

    public static void AdvanceRollingBack(NodeState node, GroupState group)
    {
        if (LosingRules.DemoteIfDue(node, group))
        {
            return;
        }

        switch (PlanRunner.Advance(node, group))
        {
            case PlanProgress.Succeeded:
                group.Import = ImportState.Imported;
                group.Enter(GroupPhase.Serving, node.Now);
                node.Report(new Decision.Serve(group.Index, group.Epoch, "the switchover was rolled back"));
                AnswerPending(node, group, false, $"rolled back, the group stays here: {group.Problem}");
                node.PublishNow();
                break;
            case PlanProgress.Failed:
                OwnerRules.FailTakeover(node, group, $"rolling back failed: {group.Run.Failure}");
                break;
        }
    }

    /// <summary>Moves that nobody ordered: handover of a failed service, and automatic failback.</summary>
    public static void ConsiderMoving(NodeState node, GroupState group)
    {
        bool ready = PeerIsReady(node, group, out _) && !node.Maintenance.On;
        if (!ready)
        {
            group.PeerReadySince = Instant.Never;
            return;
        }

        if (!group.PeerReadySince.HasHappened)
        {
            group.PeerReadySince = node.Now;
        }

        if (group.Service.Failed && group.Configuration.OnServiceFailure == ServiceFailureRule.Handover
            && MoveRules.MayMoveByItself(node, group))
        {
            Begin(node, group, $"it cannot be served here: {group.Service.Text}", 0, ofFailure: true);
            return;
        }

        // What a node releases that has lost the device cannot be read there, so nobody could take it (S3).
        if (group.Configuration.Failback != FailbackPolicy.Auto || group.Configuration.Preferred == node.Node
            || !node.DeviceOk || !MoveRules.MayMoveByItself(node, group) || group.Recovery.Epoch != 0)
        {
            return;
        }

        Instant due = group.PeerReadySince + group.Configuration.FailbackDelay;
        node.WakeAt(due);
        if (node.Now >= due)
        {
            Begin(node, group, "the preferred node has been healthy long enough", 0);
        }
    }

    /// <summary>Answers the order of a move, if one waits.</summary>
    public static void AnswerPending(NodeState node, GroupState group, bool ok, string text)
    {
        if (group.PendingOrder != 0)
        {
            node.Emit(Effect.Answer(group.PendingOrder, ok, text));
            group.PendingOrder = 0;
        }
    }

    private static void RollBack(NodeState node, GroupState group)
    {
        group.Problem = group.Run.Failure;
        group.Target = GroupEntry.NoTarget;
        MoveRules.Undone(node, group);
        group.Enter(GroupPhase.RollingBack, node.Now);
        node.Report(new Decision.RollBack(group.Index, group.Epoch, group.Problem));
        PlanRunner.Start(node, group, Transition.Takeover);
        node.PublishNow();
        AdvanceRollingBack(node, group);
    }
}
