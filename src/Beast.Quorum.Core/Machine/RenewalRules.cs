using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>
/// What a completed write, a cycle and an acknowledged heartbeat are worth (DESIGN 5.2 two-record rule, 5.4).
/// </summary>
internal static class RenewalRules
{
    /// <summary>A write of the own register completed. What it carried counts only if it is still current.</summary>
    public static void Written(NodeState node)
    {
        DeviceState device = node.Device;
        foreach (GroupState group in node.Groups)
        {
            if (!IsCurrent(group))
            {
                continue;
            }

            if (group.Phase == GroupPhase.Claiming && ++group.Claim.Writes == 2)
            {
                group.Claim.SecondWriteAt = node.Now;
            }
            else if (group.Role.Holds())
            {
                group.Lease.Wrote(new WrittenCycle(
                    device.CycleStart, device.WritesIssued, group.Epoch, device.CycleStopping));
            }
        }
    }

    /// <summary>
    /// A write or a read failed: the two cycles of a claim, an own or an adoption must be back to back.
    /// </summary>
    public static void CycleBroken(NodeState node)
    {
        foreach (GroupState group in node.Groups)
        {
            if (group.Phase == GroupPhase.Claiming && group.Claim.Writes < 2)
            {
                group.Claim.Writes = 0;
            }
            else if (group.Phase is GroupPhase.Confirming or GroupPhase.Adopting)
            {
                group.Claim.OwnCycles = 0;
            }
        }
    }

    /// <summary>A cycle ended with a successful read. A first look is a read without a write.</summary>
    public static void CycleEnded(NodeState node, bool conclusive, bool look)
    {
        DeviceState device = node.Device;
        bool whole = device.WriteOk && !look;
        if (whole)
        {
            device.LastGoodCycle = node.Now;
            if (device.Lost)
            {
                device.Lost = false;
                node.Report(new Decision.DeviceBack("a whole cycle succeeded"));
            }
        }

        foreach (GroupState group in node.Groups)
        {
            if (group.Phase == GroupPhase.Claiming && conclusive)
            {
                ClaimRules.ReadConclusively(node, group);
            }

            bool carried = whole && IsCurrent(group);
            switch (group.Phase)
            {
                case GroupPhase.Confirming:
                    ConfirmRules.CycleEnded(node, group, carried && conclusive);
                    break;
                case GroupPhase.Adopting:
                    AdoptRules.CycleEnded(node, group, carried && conclusive);
                    break;
                case >= GroupPhase.Arming when carried && !PeerRules.Contests(node, group):
                    group.Lease.Renew(
                        group.Lease.RenewableFrom(device.WritesIssued, group.Epoch), node.Timing.Lease, node.Now);
                    break;
            }
        }
    }

    /// <summary>A fresh record of the peer acknowledges what it heard of us over an interlink.</summary>
    public static void Acknowledged(NodeState node, Record record)
    {
        if (record.AckIncarnation != node.Options.Incarnation)
        {
            return;
        }

        (ulong sequence, Instant at) = node.Sent.NewestUpTo(record.AckSequence);
        if (!at.HasHappened)
        {
            return;
        }

        foreach (GroupState group in node.Groups)
        {
            if (group.Phase.HoldsLease() && sequence >= group.Lease.FirstSequence && !PeerRules.Contests(node, group))
            {
                // From the send time: the time of receipt would add the answer's journey to the lease.
                group.Lease.Renew(at, node.Timing.Lease, node.Now);
            }
        }
    }

    private static bool IsCurrent(GroupState group) =>
        group.Lease.CycleRole == group.Role && group.Lease.CycleEpoch == group.PublishedEpoch;
}
