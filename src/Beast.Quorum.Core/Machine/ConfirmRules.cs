using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>Publishing ownership and confirming it in two cycles (DESIGN 5.6, step 5).</summary>
internal static class ConfirmRules
{
    public static void Publish(NodeState node, GroupState group, string reason)
    {
        group.Lease.Drop();
        group.Claim.OwnCycles = 0;
        group.Claim.OwnStart = Instant.Never;
        group.Enter(GroupPhase.Confirming, node.Now);
        node.Report(new Decision.PublishOwnership(group.Index, group.Epoch, reason));
        node.PublishNow();
    }

    /// <summary>A cycle ended whose read succeeded.</summary>
    /// <param name="node">The node.</param>
    /// <param name="group">A group in <see cref="GroupPhase.Confirming"/>.</param>
    /// <param name="good">Whether the cycle wrote this ownership and read conclusively.</param>
    public static void CycleEnded(NodeState node, GroupState group, bool good)
    {
        ClaimProgress claim = group.Claim;
        if (!good || Competes(node, group))
        {
            claim.OwnCycles = 0;
            return;
        }

        if (claim.OwnCycles++ == 0)
        {
            claim.OwnStart = node.Device.CycleStart;
        }

        if (claim.OwnCycles == 2)
        {
            Confirmed(node, group);
        }
    }

    public static void Advance(NodeState node, GroupState group)
    {
        node.Device.CycleWanted = true;
        Expire(node, group);
    }

    public static void Expire(NodeState node, GroupState group)
    {
        Instant limit = group.PhaseSince + (2 * node.Timing.SuspectAfter);
        node.WakeAt(limit);
        if (node.Now > limit)
        {
            ClaimRules.Withdraw(node, group, "ownership was not confirmed in time");
        }
    }

    private static void Confirmed(NodeState node, GroupState group)
    {
        RecoveryRules.Owned(node, group, group.LastOwned);
        group.LastOwned = group.Epoch;
        node.SaveWanted = true;
        MoveRules.Saw(node, group, group.Epoch);
        group.Lease.Begin(group.Claim.OwnStart, node.Timing.Lease, node.PeekSequence());
        group.Withdrawals = 0;
        group.Target = GroupEntry.NoTarget;
        PlanRunner.Cancel(group);
        group.Enter(GroupPhase.Arming, node.Now);
    }

    /// <summary>
    /// A higher or equal claim or ownership; a claim of a peer that has been silent for x does not compete.
    /// </summary>
    private static bool Competes(NodeState node, GroupState group)
    {
        PeerState peer = node.Peer;
        bool alive = node.Now - peer.LastLife < node.Timing.SettleLimit;
        return peer.EverSpoke
            && (Competes(peer.Newest.Find(group.Configuration.Id), group.Epoch, alive)
                || (peer.Ring.HasRecord
                    && Competes(peer.Ring.Newest.Find(group.Configuration.Id), group.Epoch, alive)));
    }

    private static bool Competes(in GroupEntry entry, uint epoch, bool alive) =>
        entry.Epoch >= epoch && (entry.Role.Holds() || (entry.Role == GroupRole.Claim && alive));
}
