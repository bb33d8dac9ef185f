using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>Fencing the peer: one fence serves all claims (DESIGN 5.6, step 4).</summary>
internal static class FenceRules
{
    public static void Advance(NodeState node)
    {
        FenceState fence = node.Fence;
        if (!node.Options.CanFence || fence.Running || fence.Succeeded || fence.Failed || !IsNeeded(node))
        {
            return;
        }

        // Earlier, an owner that lives may not have begun to demote: it would be reset for being slow.
        Instant due = node.Peer.SilenceStart + node.Timing.FenceWait;
        node.WakeAt(due);
        if (node.Now < due || node.Device.ConclusiveIssuedAt < due || !node.HasFreshEvidence
            || node.Device.ConclusiveIssuedAt <= node.LastLate)
        {
            return;
        }

        fence.Running = true;
        fence.Token = node.NextToken();
        fence.FencedBoot = node.Peer.Newest.BootId;
        node.Report(new Decision.FencePeer(
            $"silent for {TimingProof.Show(node.Silence)}, confirmed by a conclusive read"));
        node.Emit(Effect.FencePeer(fence.Token));
    }

    public static void OnEnded(NodeState node, in NodeEvent e)
    {
        FenceState fence = node.Fence;
        if (!fence.Running || e.Token != fence.Token)
        {
            return;
        }

        fence.Running = false;
        fence.Succeeded = e.Ok;
        fence.Failed = !e.Ok;
        fence.Text = e.Text ?? "";
        node.Report(e.Ok
            ? new Decision.PeerFenced(fence.Text)
            : new Decision.FencingFailed(node.Options.OnFenceFailure == FenceFailureRule.Hold
                ? $"{fence.Text}; nothing is taken over until 'beastq retry'"
                : $"{fence.Text}; waiting for the peer's lease to end instead"));
    }

    /// <summary>A fresh record of the peer: whatever fencing said, it lives.</summary>
    public static void PeerSpoke(NodeState node, bool newBoot)
    {
        FenceState fence = node.Fence;
        if (fence.Succeeded && !newBoot && node.Peer.Newest.BootId == fence.FencedBoot)
        {
            node.Report(new Decision.FencingFailed("it reported success, and the fenced peer speaks"));
            foreach (GroupState group in node.Groups)
            {
                if (group.Phase is GroupPhase.Claiming or GroupPhase.Confirming)
                {
                    ClaimRules.Withdraw(node, group, "the fenced peer speaks");
                }
            }
        }

        if (fence.Running || fence.Succeeded || fence.Failed)
        {
            fence.Reset();
        }
    }

    public static bool IsFenced(NodeState node) =>
        node.Fence.Succeeded && node.Fence.FencedBoot == node.Peer.Newest.BootId;

    public static bool MayWaitInstead(NodeState node) =>
        node.Fence.Failed && node.Options.OnFenceFailure == FenceFailureRule.WaitLease;

    private static bool IsNeeded(NodeState node)
    {
        foreach (GroupState group in node.Groups)
        {
            if (group.Phase == GroupPhase.Claiming && group.Claim.Settled && !group.Claim.PeerVacant)
            {
                return true;
            }
        }

        return false;
    }
}
