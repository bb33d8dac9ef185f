using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>Taking on a group that this boot owned and a former daemon left imported (DESIGN 5.8).</summary>
internal static class AdoptRules
{
    public static void Begin(NodeState node, GroupState group, uint epoch)
    {
        group.Epoch = epoch;
        group.Lease.Drop();
        group.Claim.Reset(node.Now);
        group.Enter(GroupPhase.Adopting, node.Now);
    }

    public static void CycleEnded(NodeState node, GroupState group, bool good)
    {
        if (Lost(node, group, out bool contested))
        {
            FenceSelf.Fire(node, $"group {group.Name} is imported here, and the peer shows a later ownership");
            return;
        }

        ClaimProgress claim = group.Claim;
        if (!good || contested)
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
            Adopted(node, group);
        }
    }

    public static void Advance(NodeState node, GroupState group)
    {
        node.Device.CycleWanted = true;
        Expire(node, group);
    }

    public static void Expire(NodeState node, GroupState group)
    {
        Instant limit = node.StartedAt + node.Timing.Lease;
        node.WakeAt(limit);
        if (node.Now >= limit)
        {
            FenceSelf.Fire(node, $"group {group.Name} is imported here and could not be adopted in time");
        }
    }

    private static void Adopted(NodeState node, GroupState group)
    {
        group.LastOwned = Math.Max(group.LastOwned, group.Epoch);
        group.LastMoveEpoch = Math.Max(group.LastMoveEpoch, group.Epoch);
        group.Lease.Begin(group.Claim.OwnStart, node.Timing.Lease, node.PeekSequence());
        group.Enter(GroupPhase.Serving, node.Now);
        RecoveryRules.Resume(group);
        group.Unproved = true;
        group.Service.LookAnew(node.Now);
        node.Report(new Decision.Adopt(group.Index, group.Epoch, "found imported; nobody owned it later"));
        WatchdogRules.ArmAgain(node);
    }

    /// <summary>The peer shows ownership, or a last ownership, of a higher epoch; or a live claim.</summary>
    private static bool Lost(NodeState node, GroupState group, out bool contested)
    {
        PeerState peer = node.Peer;
        bool alive = node.Now - peer.LastLife < node.Timing.SettleLimit;
        bool later = false;
        contested = false;
        foreach (Record record in (ReadOnlySpan<Record>)[peer.Newest, peer.Ring.Newest])
        {
            GroupEntry entry = record.Find(group.Configuration.Id);
            if (entry.Role == GroupRole.Unknown)
            {
                continue;
            }

            later |= entry.LastOwned > group.Epoch || (entry.Role == GroupRole.Own && entry.Epoch > group.Epoch);
            contested |= entry.Role == GroupRole.Claim && entry.Epoch > group.Epoch && alive;
        }

        return later;
    }
}
