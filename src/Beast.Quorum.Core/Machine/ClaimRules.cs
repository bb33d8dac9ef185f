using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>Making, settling and withdrawing claims (DESIGN 5.6, steps 1 to 4).</summary>
internal static class ClaimRules
{
    /// <summary>Longest random wait after a withdrawal.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(300);

    /// <summary>An alive peer for this long forgives all withdrawals.</summary>
    public static readonly TimeSpan Forgiveness = TimeSpan.FromSeconds(8);

    /// <summary>A standby: is it time to claim?</summary>
    public static void AdvanceStandby(NodeState node, GroupState group)
    {
        Forgive(node, group);
        if (!MayClaim(node, group))
        {
            group.VacantSince = Instant.Never;
            return;
        }

        string? reason = node.Peer.Suspect ? WhyPeerSilent(node, group) : WhyNobodyOwns(node, group);
        if (reason is not null)
        {
            Make(node, group, reason);
        }
    }

    public static void Make(NodeState node, GroupState group, string reason)
    {
        uint? epoch = EpochRules.Next(node, group);
        if (epoch is null || !SaveRules.IsSaved(node, group, epoch.Value))
        {
            return;
        }

        group.Epoch = epoch.Value;
        group.Claim.Reset(node.Now);
        group.Enter(GroupPhase.Claiming, node.Now);
        SwitchoverRules.AnswerPending(node, group, false, "the target did not take it; this node claims it again");
        node.Report(new Decision.MakeClaim(group.Index, group.Epoch, reason));
        node.PublishNow();
    }

    /// <summary>A claimant: settle, wait, or withdraw.</summary>
    public static void AdvanceClaiming(NodeState node, GroupState group)
    {
        ClaimProgress claim = group.Claim;
        if (node.Maintenance.On)
        {
            Withdraw(node, group, "maintenance was switched on");
            return;
        }

        if (node.Stop.Wanted)
        {
            Withdraw(node, group, "the daemon is stopping");
            return;
        }

        node.Device.CycleWanted |= claim.Writes < 2;
        Settle(node, group);
        bool old = node.Now - claim.MadeAt > node.Timing.SettleLimit;
        node.WakeAt(claim.MadeAt + node.Timing.SettleLimit);
        if (!claim.Settled && old && PeerMayHold(node, group) && node.Silence < node.PeerWait)
        {
            Withdraw(node, group, $"not settled within {TimingProof.Show(node.Timing.SettleLimit)}");
        }
        else if (old && !node.HasFreshEvidence)
        {
            Withdraw(node, group, "no conclusive read of the quorum device for too long");
        }
        else if (claim.Settled)
        {
            OwnIfDue(node, group);
        }
    }

    /// <summary>A fresh record of the peer is at hand.</summary>
    public static void PeerSpoke(NodeState node, GroupState group, in GroupEntry entry)
    {
        if (group.Phase is not (GroupPhase.Claiming or GroupPhase.Confirming))
        {
            return;
        }

        if (entry.Role.Holds() || entry.Role == GroupRole.Unknown)
        {
            Withdraw(node, group, $"the peer lives and shows {entry.Role} at epoch {entry.Epoch}");
        }
        else if (entry.LastOwned > group.Epoch)
        {
            // What was claimed without knowing of that term would go back behind it (S2).
            Withdraw(node, group, $"the peer owned it at epoch {entry.LastOwned}, after the claimed one");
        }
        else if (entry.Role == GroupRole.Claim && group.Configuration.Preferred != node.Node
            && group.Phase == GroupPhase.Claiming)
        {
            // Both claim: the preferred node stays. Neither has the group imported in this phase.
            Withdraw(node, group, "the peer, which is preferred, claims too");
        }
    }

    /// <summary>A conclusive read ended.</summary>
    public static void ReadConclusively(NodeState node, GroupState group)
    {
        ClaimProgress claim = group.Claim;
        if (!claim.SecondWriteAt.HasHappened || node.Device.ReadIssuedAt < claim.SecondWriteAt)
        {
            return;
        }

        claim.ReadsAfter++;
        PeerState peer = node.Peer;
        claim.PeerVacant = peer.EverSpoke && peer.Ring.HasRecord && !peer.Ring.Newest.IsEmpty
            && peer.Ring.Newest.Find(group.Configuration.Id).Role.IsVacant()
            && peer.Newest.Find(group.Configuration.Id).Role.IsVacant();
    }

    public static void Withdraw(NodeState node, GroupState group, string reason)
    {
        group.Withdrawals++;
        group.WithdrawnAt = node.Now;
        group.ClaimPause = LongestPause * node.NextRandom();
        group.VacantSince = Instant.Never;
        group.Lease.Drop();
        node.Report(new Decision.WithdrawClaim(group.Index, group.Epoch, reason));
        group.Enter(GroupPhase.Standby, node.Now);
        node.PublishNow();
    }

    private static bool MayClaim(NodeState node, GroupState group) =>
        !node.Maintenance.On && !node.Stop.Wanted && node.Stop.RestartFor == TimeSpan.Zero
        && !group.FailedHere && !group.GivenUp
        && group.Import is ImportState.NotImported or ImportState.ReadOnly
        && node.HasFreshEvidence && node.Device.WritesCompleted >= 2 && !node.Device.Lost
        && !(node.Fence.Failed && node.Options.OnFenceFailure == Configuration.FenceFailureRule.Hold);

    private static string? WhyPeerSilent(NodeState node, GroupState group)
    {
        group.VacantSince = Instant.Never;
        TimeSpan needed = node.Timing.SuspectAfter;
        if (group.Withdrawals > 0)
        {
            double factor = Math.Pow(2, Math.Min(group.Withdrawals, 16));
            TimeSpan most = node.Timing.Lease - node.Timing.DemoteBudget;
            needed = needed * factor < most ? needed * factor : most;
            needed += group.ClaimPause;
        }

        // Own lateness restarts the s of step 1, which made the peer suspect, and no longer wait (5.5).
        Instant due = node.Peer.SilenceStart + needed;
        node.WakeAt(due);
        return node.Now >= due ? $"the peer has been silent for {TimingProof.Show(node.Silence)}" : null;
    }

    private static string? WhyNobodyOwns(NodeState node, GroupState group)
    {
        PeerState peer = node.Peer;
        bool vacant = peer.EverSpoke && peer.Newest.Find(group.Configuration.Id).Role.IsVacant();
        if (!vacant)
        {
            group.VacantSince = Instant.Never;
            return null;
        }

        if (!group.VacantSince.HasHappened)
        {
            group.VacantSince = node.Now;
        }

        bool first = IsFirstChoice(node, group);
        TimeSpan wait = first ? TimeSpan.Zero : 2 * node.Timing.SuspectAfter;
        if (group.Withdrawals > 0)
        {
            wait = (first ? node.Timing.Heartbeat : wait) + group.ClaimPause;
        }

        node.WakeAt(group.VacantSince + wait);
        return node.Now >= group.VacantSince + wait ? "the peer lives and nobody owns the group" : null;
    }

    /// <summary>The target of the last release, else the preferred node.</summary>
    private static bool IsFirstChoice(NodeState node, GroupState group)
    {
        GroupEntry entry = node.Peer.Newest.Find(group.Configuration.Id);
        if (entry.Role == GroupRole.Released && entry.Target == node.Node)
        {
            return true;
        }

        return group.Target == GroupEntry.NoTarget
            ? group.Configuration.Preferred == node.Node
            : group.Target == node.Node;
    }

    private static void Settle(NodeState node, GroupState group)
    {
        ClaimProgress claim = group.Claim;
        if (claim.Settled || !claim.SecondWriteAt.HasHappened)
        {
            return;
        }

        Instant due = claim.SecondWriteAt + (2 * node.Timing.Heartbeat);
        node.WakeAt(due);
        claim.Settled = node.Now >= due && claim.ReadsAfter >= 2;
        node.Device.CycleWanted |= !claim.Settled && node.Now >= due;
    }

    private static void OwnIfDue(NodeState node, GroupState group)
    {
        // What was read before this node was late says nothing of now.
        if (!node.HasFreshEvidence || node.Device.ConclusiveIssuedAt <= node.LastLate)
        {
            return;
        }

        if (group.Claim.PeerVacant && node.Peer.Newest.Find(group.Configuration.Id).Role.IsVacant())
        {
            ConfirmRules.Publish(node, group, "the peer gave the group up");
            return;
        }

        if (node.Options.CanFence && !FenceRules.MayWaitInstead(node))
        {
            if (FenceRules.IsFenced(node))
            {
                ConfirmRules.Publish(node, group, "the peer is fenced");
            }

            return;
        }

        Instant due = node.Peer.SilenceStart + node.PeerWait;
        node.WakeAt(due);
        if (node.Now >= due && node.Peer.FirstReadAt.HasHappened)
        {
            ConfirmRules.Publish(
                node, group, $"the peer has been silent for {TimingProof.Show(node.Silence)}, its lease is over");
        }
    }

    private static bool PeerMayHold(NodeState node, GroupState group)
    {
        GroupEntry entry = node.Peer.Newest.Find(group.Configuration.Id);
        return node.Peer.EverSpoke && (entry.Role.Holds() || entry.Role == GroupRole.Unknown);
    }

    private static void Forgive(NodeState node, GroupState group)
    {
        Instant since = Instant.Later(node.Peer.AliveSince, group.WithdrawnAt);
        if (group.Withdrawals > 0 && node.Peer.AliveSince.HasHappened && node.Now - since >= Forgiveness)
        {
            group.Withdrawals = 0;
        }
    }
}
