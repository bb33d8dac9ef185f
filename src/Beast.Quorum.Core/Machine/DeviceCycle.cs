using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>
/// The cycle on the quorum device: write the own register, then read the peer's ring. Never more than one request is
/// outstanding; a write that hangs stops the cycles (DESIGN 5.2).
/// </summary>
internal static class DeviceCycle
{
    public static void Advance(NodeState node)
    {
        DeviceState device = node.Device;
        switch (device.Phase)
        {
            case DevicePhase.Unread when node.Now >= device.NextCycle:
                device.Phase = DevicePhase.ReadingOwn;
                device.CycleStart = node.Now;
                node.Emit(Effect.ReadOwnRing());
                break;
            case DevicePhase.Unread:
                node.WakeAt(device.NextCycle);
                break;
            case DevicePhase.Idle when node.Initialised && node.GenerationSaved && !node.Wiped:
                StartIfDue(node);
                break;
        }

        NoticeLoss(node);
    }

    public static void OnOwnRing(NodeState node, RingView? ring)
    {
        DeviceState device = node.Device;
        if (device.Phase != DevicePhase.ReadingOwn)
        {
            return;
        }

        if (ring is null)
        {
            Failed(node, "its own register cannot be read");
            device.Phase = DevicePhase.Unread;
            device.NextCycle = node.Now + node.Timing.Heartbeat;
            return;
        }

        device.OwnRingKnown = true;
        device.OwnRingHasRecord = ring.HasRecord;
        device.BaseBlock = ring.HasRecord ? ring.NewestBlock + 1 : 0;
        if (ring.HasRecord)
        {
            node.OwnAtStart.CopyFrom(ring.Newest);
        }

        StartRules.LearnOwnRing(node, ring);
        device.Phase = DevicePhase.FirstLook;
        device.ReadIssuedAt = node.Now;
        node.Emit(Effect.ReadPeerRing());
    }

    public static void OnWriteEnded(NodeState node, bool ok)
    {
        DeviceState device = node.Device;
        if (device.Phase != DevicePhase.Writing)
        {
            return;
        }

        device.WriteOk = ok;
        if (ok)
        {
            device.WritesCompleted++;
            RenewalRules.Written(node);
            StopRules.Written(node);
        }
        else
        {
            RenewalRules.CycleBroken(node);
            Failed(node, "a write of the own register failed");
        }

        device.Phase = DevicePhase.Reading;
        device.ReadIssuedAt = node.Now;
        node.Emit(Effect.ReadPeerRing());
    }

    public static void OnPeerRing(NodeState node, RingView? ring, Instant endedAt)
    {
        DeviceState device = node.Device;
        if (device.Phase is not (DevicePhase.Reading or DevicePhase.FirstLook))
        {
            return;
        }

        bool look = device.Phase == DevicePhase.FirstLook;
        device.Phase = DevicePhase.Idle;
        Instant start = look ? device.ReadIssuedAt : device.CycleStart;
        Measure(node, endedAt - start);
        if (ring is null)
        {
            LatenessRules.ReadFailed(node);
            RenewalRules.CycleBroken(node);
            Failed(node, "the peer's register cannot be read");
        }
        else
        {
            bool conclusive = Judge(node, ring, endedAt);
            RenewalRules.CycleEnded(node, conclusive, look);
        }

        if (look)
        {
            device.NextCycle = node.Now;
        }

        if (look && ring is null && !node.Initialised)
        {
            // Nothing may be written before the peer's ring was seen: look again from the beginning.
            device.Phase = DevicePhase.Unread;
            device.NextCycle = node.Now + node.Timing.Heartbeat;
        }
    }

    private static void StartIfDue(NodeState node)
    {
        DeviceState device = node.Device;
        if (!device.CycleWanted && node.Now < device.NextCycle)
        {
            node.WakeAt(device.NextCycle);
            return;
        }

        device.CycleWanted = false;
        device.CycleStart = node.Now;
        device.NextCycle = node.Now + node.Jittered(node.Timing.Heartbeat);
        int block = (int)((device.BaseBlock + device.WritesIssued) % DeviceLayout.RingBlocks);
        device.WritesIssued++;
        device.WriteOk = false;
        device.CycleStopping = node.Stop.RestartFor > TimeSpan.Zero;
        foreach (GroupState group in node.Groups)
        {
            group.Lease.CycleRole = group.Role;
            group.Lease.CycleEpoch = group.PublishedEpoch;
        }

        device.Phase = DevicePhase.Writing;
        node.Emit(Effect.WriteRegister(block, node.NextSequence()));
    }

    /// <summary>Takes the ring in, and tells whether the read is conclusive (5.2).</summary>
    private static bool Judge(NodeState node, RingView ring, Instant endedAt)
    {
        DeviceState device = node.Device;
        PeerState peer = node.Peer;
        Instant lifeBefore = peer.LastLife;
        peer.Ring.CopyFrom(ring);
        if (!peer.FirstReadAt.HasHappened)
        {
            peer.FirstReadAt = node.Now;
        }

        if (ring.HasRecord)
        {
            PeerRules.Accept(node, ring.Newest, PeerState.DevicePath);
        }

        bool fresh = peer.LastLife != lifeBefore;
        if (fresh || ring.InvalidHash != device.InvalidHash || !device.InvalidSince.HasHappened)
        {
            device.InvalidHash = ring.InvalidHash;
            device.InvalidSince = node.Now;
        }

        int invalid = ring.InvalidCount;
        ReportUnreadable(node, ring, invalid);
        bool conclusive = ring.ForeignMask == 0 && invalid switch
        {
            <= 1 => true,
            < DeviceLayout.RingBlocks => node.Now - Instant.Later(device.InvalidSince, peer.LastLife)
                >= invalid * node.PeerWait,
            _ => false,
        };
        if (conclusive)
        {
            device.ConclusiveIssuedAt = device.ReadIssuedAt;
            device.ConclusiveEndedAt = endedAt;
        }

        return conclusive;
    }

    private static void ReportUnreadable(NodeState node, RingView ring, int invalid)
    {
        if (ring.ForeignMask != 0)
        {
            ForeignRules.Saw(node, "the peer's register");
        }

        bool unreadable = invalid == DeviceLayout.RingBlocks && ring.ForeignMask == 0;
        if (unreadable && !node.Device.UnreadableReported)
        {
            node.Report(new Decision.RegisterUnreadable("all eight blocks of the peer's register are invalid"));
        }

        node.Device.UnreadableReported = unreadable;
    }

    private static void Measure(NodeState node, TimeSpan took)
    {
        DeviceState device = node.Device;
        device.LastCycleTime = took;
        device.LongestRecentCycle = took > device.LongestRecentCycle ? took : device.LongestRecentCycle * 0.99;
        bool slow = took > node.Timing.LongestCycle;
        if (slow)
        {
            LatenessRules.DeviceSlow(node);
        }

        if (slow && !device.Slow)
        {
            node.Report(new Decision.DeviceSlow(
                $"a cycle took {TimingProof.Show(took)}, more than {TimingProof.Show(node.Timing.LongestCycle)}"));
        }

        device.Slow = slow;
    }

    private static void Failed(NodeState node, string what)
    {
        node.Device.Errors++;
        if (!node.Device.Lost)
        {
            node.Device.Lost = true;
            node.Report(new Decision.DeviceLost(what));
        }
    }

    private static void NoticeLoss(NodeState node)
    {
        DeviceState device = node.Device;
        bool waiting = device.Phase is DevicePhase.Writing or DevicePhase.Reading or DevicePhase.ReadingOwn
            or DevicePhase.FirstLook;
        Instant since = device.Phase is DevicePhase.Reading or DevicePhase.FirstLook
            ? device.ReadIssuedAt
            : device.CycleStart;
        if (waiting && !device.Lost)
        {
            Instant due = since + node.Timing.SuspectAfter;
            node.WakeAt(due);
            if (node.Now >= due)
            {
                Failed(node, $"a request has not ended for {TimingProof.Show(node.Now - since)}");
            }
        }
    }
}
