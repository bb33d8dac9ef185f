using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>An owner: arm the watchdog, take over, serve (DESIGN 5.6 step 6, 5.10).</summary>
internal static class OwnerRules
{
    /// <summary>Looks that must fail in a row before a service counts as failed.</summary>
    public const int FailuresNeeded = 2;

    public static void AdvanceArming(NodeState node, GroupState group)
    {
        if (LosingRules.DemoteIfDue(node, group))
        {
            return;
        }

        // A rejoin that was under way must have ended: its role write must not land after ours.
        if (group.Run.IsRunning && PlanRunner.Advance(node, group) == PlanProgress.Running)
        {
            return;
        }

        TimeSpan watchdog = node.Options.Watchdog;
        if (watchdog == TimeSpan.Zero)
        {
            BeginTakeover(node, group, Held(node, group));
        }
        else if (group.ArmedFor == group.Lease.End && node.Watchdog.Armed
            && group.ArmedAt + watchdog <= group.Lease.End)
        {
            BeginTakeover(node, group, Held(node, group));
        }
        else
        {
            WatchdogRules.ArmFor(node, group);
        }
    }

    public static void AdvanceTakingOver(NodeState node, GroupState group)
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
                group.Problem = "";
                node.Report(new Decision.Serve(group.Index, group.Epoch, "the takeover plan went through"));
                RecoveryRules.Serving(node, group);
                node.PublishNow();
                break;
            case PlanProgress.Failed:
                FailTakeover(node, group, group.Run.Failure);
                break;
        }
    }

    public static void FailTakeover(NodeState node, GroupState group, string reason)
    {
        node.Report(new Decision.FailTakeover(group.Index, group.Epoch, reason));
        bool peerFailedToo = (node.Peer.Newest.Find(group.Configuration.Id).Flags & Records.GroupFlags.FailedHere) != 0;
        if (peerFailedToo || node.Peer.Suspect)
        {
            node.Report(new Decision.GiveUp(
                group.Index, "the takeover failed here and the peer cannot take it either; see 'beastq retry'"));
        }

        group.Target = (byte)node.Options.Peer;
        LosingRules.Demote(node, group, $"the takeover failed: {reason}", failed: true);
    }

    public static void AdvanceServing(NodeState node, GroupState group)
    {
        if (LosingRules.DemoteIfDue(node, group))
        {
            return;
        }

        if (node.Stop.Wanted)
        {
            StopRules.GiveUp(node, group);
            return;
        }

        Look(node, group);
        SwitchoverRules.ConsiderMoving(node, group);
    }

    /// <summary>A look at the service ended.</summary>
    public static void OnInspected(NodeState node, GroupState group, in NodeEvent e)
    {
        if (e.Findings is { } findings)
        {
            RecoveryRules.Found(node, group, findings);
        }

        ServiceWatch service = group.Service;
        service.Text = e.Text ?? WhyNotServed(e);
        if (e.Import == ImportState.Unknown)
        {
            // Nothing was seen, so nothing follows from it: it is said once, and it moves nothing.
            if (!service.Blind)
            {
                service.Blind = true;
                node.Report(new Decision.InspectionFailed(group.Index, StartRules.WhyBlind(e)));
            }

            return;
        }

        service.Blind = false;
        bool healthy = e.Ok && e.Import == ImportState.Imported;
        if (group.Unproved && !healthy && (node.Watchdog.Armed || node.Options.Watchdog == TimeSpan.Zero))
        {
            BeginTakeover(node, group, $"it is only half taken over: {service.Text}");
            return;
        }

        group.Unproved &= !healthy;
        if (healthy)
        {
            if (service.Failed)
            {
                node.Report(new Decision.ServiceRestored(group.Index, "pools, role and LUNs are as they must be"));
            }

            service.Failures = 0;
            service.Failed = false;
            return;
        }

        service.Failures++;
        if (service.Failures >= FailuresNeeded && !service.Failed)
        {
            service.Failed = true;
            node.Report(new Decision.ServiceFailed(group.Index, service.Text));
        }
    }

    // A standby whose paths are well says nothing; for an owner the same look is a failure.
    private static string WhyNotServed(in NodeEvent e) =>
        e.Import is ImportState.NotImported or ImportState.ReadOnly ? "its pools are not imported read-write"
        : e.Ok ? ""
        : "it is not served";

    /// <summary>Asks for a look at the group now and then.</summary>
    public static void Look(NodeState node, GroupState group)
    {
        ServiceWatch service = group.Service;
        if (!service.NextLook.HasHappened)
        {
            service.NextLook = node.Now + StandbyRules.LookEvery;
        }

        if (service.Looking || node.Now < service.NextLook)
        {
            node.WakeAt(service.NextLook);
            return;
        }

        service.NextLook = node.Now + StandbyRules.LookEvery;
        service.Looking = true;
        service.Token = node.NextToken();
        bool serving = group.Phase == GroupPhase.Serving;
        bool deep = serving || group.Configuration.Profile == StorageProfile.Arbitrator;
        node.Emit(Effect.Inspect(group.Index, service.Token, deep, serving && group.Recovery.WantsErrors));
    }

    private static string Held(NodeState node, GroupState group) =>
        $"the lease is held for {TimingProof.Show(group.Lease.End - node.Now)}";

    private static void BeginTakeover(NodeState node, GroupState group, string reason)
    {
        group.Unproved = false;
        group.Enter(GroupPhase.TakingOver, node.Now);
        node.Report(new Decision.BeginTakeover(group.Index, group.Epoch, reason));
        PlanRunner.Start(node, group, Transition.Takeover);
        AdvanceTakingOver(node, group);
    }
}
