using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>Losing the lease: demotion, and the self-fence that ends every doubt (S4, DESIGN 5.7).</summary>
internal static class LosingRules
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Looked at before anything else in every step: a lease that has ended leaves one thing to do.</summary>
    public static void ExpireFirst(NodeState node)
    {
        foreach (GroupState group in node.Groups)
        {
            if (group.Phase.HoldsLease() && node.Now >= group.Lease.End)
            {
                FenceSelf.Fire(node, $"the lease of group {group.Name} ended before it was given up");
                return;
            }

            // What a late event brings must not adopt or confirm what has run out.
            if (group.Phase == GroupPhase.Adopting)
            {
                AdoptRules.Expire(node, group);
            }
            else if (group.Phase == GroupPhase.Confirming)
            {
                ConfirmRules.Expire(node, group);
            }
        }
    }

    /// <summary>The peer's fresh record shows ownership of a higher epoch.</summary>
    public static void PeerShows(NodeState node, GroupState group, in GroupEntry entry)
    {
        if (entry.Role != GroupRole.Own || entry.Epoch <= group.Epoch || !group.Phase.HoldsLease())
        {
            return;
        }

        string epochs = $"the peer owns it at epoch {entry.Epoch}, this node at {group.Epoch}";
        if (group.Phase.MayBeImported())
        {
            FenceSelf.Fire(node, $"the peer owns group {group.Name} at a higher epoch while it is imported here");
        }
        else
        {
            Demote(node, group, "the peer owns it at a higher epoch");
        }

        // After the self-fence, which drops what was to be done and told before it.
        node.Report(new Decision.DualClaim(group.Index, epochs));
    }

    /// <summary>Begins the demotion if the lease is about to end. True if it did.</summary>
    public static bool DemoteIfDue(NodeState node, GroupState group)
    {
        Instant due = group.Lease.End - node.Timing.DemoteBudget;
        node.WakeAt(due);
        node.WakeAt(group.Lease.End);
        if (node.Now < due)
        {
            return false;
        }

        Demote(node, group, "the lease could not be renewed");
        return true;
    }

    public static void Demote(NodeState node, GroupState group, string reason, bool failed = false)
    {
        group.DemoteBecauseFailed = failed;
        group.Problem = reason;
        PlanRunner.Cancel(group);
        group.NextTry = node.Now;
        group.Enter(GroupPhase.Demoting, node.Now);
        SwitchoverRules.AnswerPending(node, group, false, $"given up instead: {reason}");
        node.Report(new Decision.BeginDemotion(group.Index, group.Epoch, reason));
        node.PublishNow();
    }

    public static void AdvanceDemoting(NodeState node, GroupState group)
    {
        node.WakeAt(group.Lease.End);
        if (group.Run.IsRunning)
        {
            PlanProgress progress = PlanRunner.Advance(node, group);
            bool demoting = group.DemotePlanRuns;
            if (progress == PlanProgress.Running)
            {
                return;
            }

            group.DemotePlanRuns = false;
            if (demoting && progress == PlanProgress.Succeeded)
            {
                group.GoneChecked = !group.Run.Disturbed;
                group.NextTry = node.Now;
            }
            else if (demoting)
            {
                group.NextTry = node.Now + RetryAfter;
                CannotRelease(node, group);
            }
        }

        if (group.GoneChecked && group.Run.Abandoned == 0)
        {
            Released(node, group);
        }
        else if (group.GoneChecked)
        {
            node.WakeAt(group.PhaseSince + group.Configuration.StepDeadline);
            CannotRelease(node, group);
        }
        else if (!group.Run.IsRunning && !group.GoneChecked && node.Now >= group.NextTry)
        {
            group.DemotePlanRuns = true;
            PlanRunner.Start(node, group, Transition.Demote);
            PlanRunner.Advance(node, group);
        }

        node.WakeAt(group.NextTry);
    }

    /// <summary>S10: only after the plan has seen that the pools are gone, and nothing can bring them back.</summary>
    public static void Released(NodeState node, GroupState group)
    {
        bool failed = group.DemoteBecauseFailed;
        group.GoneChecked = false;
        group.DemoteBecauseFailed = false;
        group.Import = ImportState.NotImported;
        group.StandbyRole = GroupRole.Released;
        group.StandbyEpoch = group.Epoch;
        group.FailedHere |= failed;
        group.Rejoined = false;
        group.RejoinAt = node.Now;
        group.VacantSince = Instant.Never;
        group.Lease.Drop();
        RecoveryRules.Left(node, group);
        group.Enter(GroupPhase.Standby, node.Now);
        string reason = failed ? "it could not be served here" : "given up";
        node.Report(new Decision.Release(group.Index, group.Epoch, reason));
        node.PublishNow();
    }

    /// <summary>An owner that can neither serve nor give up makes room for a peer that can serve (5.10).</summary>
    private static void CannotRelease(NodeState node, GroupState group)
    {
        bool longEnough = node.Now - group.PhaseSince >= group.Configuration.StepDeadline;
        if (group.DemoteBecauseFailed && longEnough && SwitchoverRules.PeerIsReady(node, group, out _))
        {
            FenceSelf.Fire(node, $"group {group.Name} can neither be served nor given up, and the peer is ready");
        }
    }
}
