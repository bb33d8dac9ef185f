using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>Signs of life, and what the peer's records say (DESIGN 5.1, 5.5).</summary>
internal static class PeerRules
{
    /// <summary>A record that passed the codec's checks came in on a path.</summary>
    public static void Accept(NodeState node, Record record, int path)
    {
        PeerState peer = node.Peer;
        if (record.IsEmpty)
        {
            return;
        }

        NotePath(node, record, path);
        if (path != PeerState.DevicePath && record.Sequence > peer.AckSequence)
        {
            // Heard is heard, though the register may have shown a newer record before: the owner's device may fail.
            peer.AckIncarnation = record.Incarnation;
            peer.AckSequence = record.Sequence;
        }

        if (peer.EverSpoke && record.Sequence <= peer.Newest.Sequence)
        {
            return;
        }

        // Fresh: only a higher sequence is, whatever the path.
        bool newBoot = peer.EverSpoke && record.BootId != peer.Newest.BootId;
        peer.Newest.CopyFrom(record);
        peer.EverSpoke = true;
        peer.LastLife = node.Now;
        if (!peer.AliveSince.HasHappened)
        {
            peer.AliveSince = node.Now;
        }

        FenceRules.PeerSpoke(node, newBoot);
        MaintenanceRules.Merge(node, record);
        foreach (GroupState group in node.Groups)
        {
            GroupEntry entry = record.Find(group.Configuration.Id);
            LearnEpochs(node, group, entry);
            ClaimRules.PeerSpoke(node, group, entry);
            LosingRules.PeerShows(node, group, entry);
        }

        RenewalRules.Acknowledged(node, record);
    }

    /// <summary>Whether the peer contests a term: shows a live claim, or ownership, of a higher epoch.</summary>
    public static bool Contests(NodeState node, GroupState group)
    {
        PeerState peer = node.Peer;
        bool alive = node.Now - peer.LastLife < node.Timing.SettleLimit;
        return peer.EverSpoke
            && (Contests(peer.Newest.Find(group.Configuration.Id), group.Epoch, alive)
                || (peer.Ring.HasRecord
                    && Contests(peer.Ring.Newest.Find(group.Configuration.Id), group.Epoch, alive)));
    }

    public static void LearnEpochs(NodeState node, GroupState group, in GroupEntry entry)
    {
        uint highest = Math.Max(entry.HighestSeen, Math.Max(entry.Epoch, entry.LastOwned));
        group.HighestSeen = Math.Max(group.HighestSeen, highest);
        if (entry.Role == GroupRole.Own)
        {
            MoveRules.Saw(node, group, entry.Epoch);
            if (group.Phase == GroupPhase.Standby)
            {
                group.Target = GroupEntry.NoTarget;
            }

            // Asked first, because this is every record's way and the text is not free.
            if (group.PendingOrder != 0 && group.Phase == GroupPhase.Standby && (entry.Flags & GroupFlags.Healthy) != 0)
            {
                SwitchoverRules.AnswerPending(node, group, true, $"node {node.Options.Peer} serves {group.Name} now");
            }
        }
    }

    /// <summary>Suspicion (5.6, step 1), and the paths' own state.</summary>
    public static void Advance(NodeState node)
    {
        PeerState peer = node.Peer;
        if (!peer.FirstReadAt.HasHappened && !peer.EverSpoke)
        {
            return;
        }

        AdvancePaths(node);
        Instant due = SuspectAt(node);
        node.WakeAt(due);
        bool evidence = node.HasFreshEvidence && node.Device.ConclusiveEndedAt > peer.LastLife;
        if (!peer.Suspect && node.Now >= due && evidence)
        {
            peer.Suspect = true;
            peer.AliveSince = Instant.Never;
            node.Report(new Decision.SuspectPeer(
                $"silent on every path for {TimingProof.Show(node.Silence)}, as a conclusive read shows"));
        }
        else if (peer.Suspect && node.Now < due)
        {
            peer.Suspect = false;
            node.Report(new Decision.TrustPeer(node.Silence < node.Timing.SuspectAfter
                ? "heard again"
                : "this node was late itself, so the silence is no evidence"));
        }
    }

    /// <summary>Own lateness restarts this wait, and only this one (5.5).</summary>
    public static Instant SuspectAt(NodeState node) =>
        Instant.Later(node.Peer.SilenceStart, node.LastLate) + node.Timing.SuspectAfter;

    private static bool Contests(in GroupEntry entry, uint epoch, bool alive) =>
        entry.Epoch > epoch && (entry.Role == GroupRole.Own || (entry.Role == GroupRole.Claim && alive));

    private static void NotePath(NodeState node, Record record, int path)
    {
        PeerState peer = node.Peer;
        if (record.Sequence <= peer.PathSequence[path])
        {
            return;
        }

        peer.PathSequence[path] = record.Sequence;
        peer.PathLife[path] = node.Now;
        if (peer.PathLost[path])
        {
            peer.PathLost[path] = false;
            if (path != PeerState.DevicePath)
            {
                node.Report(new Decision.InterlinkBack(path, "the peer is heard on it again"));
            }
        }
    }

    private static void AdvancePaths(NodeState node)
    {
        PeerState peer = node.Peer;
        for (int path = 0; path < PeerState.MostPaths; path++)
        {
            bool silent = peer.PathSequence[path] != 0 && !peer.PathLost[path]
                && node.Now - Instant.Later(peer.PathLife[path], node.LastLateWake) > node.Timing.SuspectAfter;
            if (silent)
            {
                peer.PathLost[path] = true;
                node.Report(new Decision.InterlinkLost(path, "the peer was not heard on it for "
                    + TimingProof.Show(node.Now - peer.PathLife[path])));
            }
        }
    }
}
