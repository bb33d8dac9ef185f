using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>
/// The decisions of a node: events in, effects out. No clock, no I/O, no thread, no randomness of its own; the daemon,
/// the simulation and the tests run this very machine.
/// </summary>
public static class NodeMachine
{
    /// <summary>Makes the state of a node that has just started.</summary>
    /// <param name="options">What it is told.</param>
    /// <param name="now">The moment of its start.</param>
    public static NodeState Create(NodeOptions options, Instant now)
    {
        ArgumentNullException.ThrowIfNull(options);
        NodeState node = new(options, now);
        foreach (GroupState group in node.Groups)
        {
            PersistentGroup? saved = options.Saved?.Groups.FirstOrDefault(saved => saved.Id == group.Configuration.Id);
            group.HighestSeen = saved?.HighestSeen ?? 0;
            group.LastOwned = saved?.LastOwned ?? 0;
            SaveRules.Restore(group.Recovery, saved?.Recovery);
        }

        MaintenanceRules.Restore(node);
        return node;
    }

    /// <summary>
    /// One step: time passes to <paramref name="now"/>, an event is taken in, and what has to be done comes out.
    /// </summary>
    /// <param name="state">The state; it is changed and becomes the new state.</param>
    /// <param name="now">The moment at which the event is handled; never earlier than at the last step.</param>
    /// <param name="e">What happened.</param>
    /// <returns>The new state, the effects in order, and when to come back.</returns>
    /// <exception cref="InvalidOperationException">The clock went backwards.</exception>
    public static StepResult Step(NodeState state, Instant now, in NodeEvent e)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (now < state.Now)
        {
            throw new InvalidOperationException($"The monotonic clock went back from {state.Now} to {now}.");
        }

        Instant asked = state.WakeUp;
        state.Begin(now);
        if (state.Fenced || state.Exited)
        {
            return new StepResult(state, state.Effects, Instant.Forever);
        }

        state.WakeUp = asked;
        LatenessRules.Woke(state, now);
        state.WakeUp = Instant.Forever;

        // Time first: whatever the event says, a lease that has ended has ended (S5).
        LosingRules.ExpireFirst(state);
        if (!state.Fenced)
        {
            Take(state, e);
        }

        if (!state.Fenced)
        {
            Advance(state);
        }

        return Finish(state);
    }

    /// <summary>
    /// Until when commands of a group may start (S5): what the adapter asks right before each process.
    /// </summary>
    /// <param name="state">The state after a step.</param>
    /// <param name="group">Position of the group.</param>
    public static Instant CommandsAllowedUntil(NodeState state, int group)
    {
        ArgumentNullException.ThrowIfNull(state);
        return CommandRules.AllowedUntil(state, state.Groups[group]);
    }

    /// <summary>
    /// The plan whose commands may start: the token of its steps, 0 if none runs or it was called off. A step of a
    /// former plan that tries again must not profit from the limit of the plan that followed.
    /// </summary>
    /// <param name="state">The state after a step.</param>
    /// <param name="group">Position of the group.</param>
    public static long CommandsAllowedFor(NodeState state, int group)
    {
        ArgumentNullException.ThrowIfNull(state);
        GroupState asked = state.Groups[group];
        PlanRun run = asked.Run;
        return run.IsRunning ? run.Cancelled ? 0 : run.Token
            : asked.Phase == GroupPhase.Serving ? asked.Recovery.Steps.Token
            : 0;
    }

    /// <summary>The token of the fence that runs; 0 if none does, or the peer has spoken since it began.</summary>
    public static long FenceToken(NodeState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Fence.Running ? state.Fence.Token : 0;
    }

    /// <summary>
    /// Until when this node serves a group as its undisputed owner: what is asked before it reserves disks anew.
    /// </summary>
    /// <param name="state">The state after a step.</param>
    /// <param name="group">Position of the group.</param>
    public static Instant ServesUntil(NodeState state, int group)
    {
        ArgumentNullException.ThrowIfNull(state);
        return CommandRules.ServesUntil(state, state.Groups[group]);
    }

    private static void Take(NodeState node, in NodeEvent e)
    {
        switch (e.Kind)
        {
            case NodeEventKind.OwnRingRead:
                DeviceCycle.OnOwnRing(node, e.Ring);
                break;
            case NodeEventKind.WriteEnded:
                DeviceCycle.OnWriteEnded(node, e.Ok);
                break;
            case NodeEventKind.PeerRingRead:
                DeviceCycle.OnPeerRing(node, e.Ring, e.EndedAt);
                break;
            case NodeEventKind.RecordReceived:
                PeerRules.Accept(node, e.Record!, e.Path);
                break;
            case NodeEventKind.ForeignReceived:
                ForeignRules.Saw(node, $"interlink {e.Path}");
                break;
            case NodeEventKind.StatePersisted:
                SaveRules.OnPersisted(node, e.Token, e.Ok, e.Text);
                break;
            case NodeEventKind.GroupInspected:
                Inspected(node, node.Groups[e.Group], e);
                break;
            case NodeEventKind.ReservationLost:
                ReservationRules.OnLost(node, node.Groups[e.Group], e);
                break;
            case NodeEventKind.StepEnded:
                if (!RecoveryOrders.OnStepEnded(node, node.Groups[e.Group], e))
                {
                    PlanRunner.OnStepEnded(node, node.Groups[e.Group], e);
                }

                break;
            case NodeEventKind.AbandonedEnded:
                PlanRunner.OnAbandonedEnded(node.Groups[e.Group], e);
                break;
            case NodeEventKind.WatchdogArmed:
                WatchdogRules.OnArmed(node, e);
                break;
            case NodeEventKind.FenceEnded:
                FenceRules.OnEnded(node, e);
                break;
            case NodeEventKind.Command:
                OperatorRules.Handle(node, e.Order!);
                break;
        }
    }

    private static void Inspected(NodeState node, GroupState group, in NodeEvent e)
    {
        if (!group.Service.Looking || group.Service.Token != e.Token)
        {
            return;
        }

        group.Service.Looking = false;
        switch (group.Phase)
        {
            case GroupPhase.Starting:
                StartRules.OnInspected(node, group, e);
                break;
            case GroupPhase.Standby:
                StandbyRules.OnInspected(node, group, e);
                break;
            case GroupPhase.Serving:
                OwnerRules.OnInspected(node, group, e);
                break;
        }
    }

    private static void Advance(NodeState node)
    {
        StartRules.Advance(node);
        MaintenanceRules.Advance(node);
        PeerRules.Advance(node);
        foreach (GroupState group in node.Groups)
        {
            AdvanceGroup(node, group);
            RecoveryOrders.Advance(node, group);
            if (node.Fenced)
            {
                return;
            }
        }

        FenceRules.Advance(node);
        WatchdogRules.Advance(node);
        StopRules.Advance(node);
        SaveRules.Advance(node);
        if (!node.Exited)
        {
            DeviceCycle.Advance(node);
            Interlinks.Advance(node);
        }
    }

    private static void AdvanceGroup(NodeState node, GroupState group)
    {
        switch (group.Phase)
        {
            case GroupPhase.ExportingFirst:
                StartRules.AdvanceExportingFirst(node, group);
                break;
            case GroupPhase.Adopting:
                AdoptRules.Advance(node, group);
                break;
            case GroupPhase.Standby:
                StandbyRules.Advance(node, group);
                ClaimRules.AdvanceStandby(node, group);
                break;
            case GroupPhase.Claiming:
                StandbyRules.AdvanceRejoin(node, group);
                ClaimRules.AdvanceClaiming(node, group);
                break;
            case GroupPhase.Confirming:
                StandbyRules.AdvanceRejoin(node, group);
                ConfirmRules.Advance(node, group);
                break;
            case GroupPhase.Arming:
                OwnerRules.AdvanceArming(node, group);
                break;
            case GroupPhase.TakingOver:
                OwnerRules.AdvanceTakingOver(node, group);
                break;
            case GroupPhase.Serving:
                OwnerRules.AdvanceServing(node, group);
                break;
            case GroupPhase.Releasing:
                SwitchoverRules.AdvanceReleasing(node, group);
                break;
            case GroupPhase.RollingBack:
                SwitchoverRules.AdvanceRollingBack(node, group);
                break;
            case GroupPhase.Demoting:
                LosingRules.AdvanceDemoting(node, group);
                break;
        }
    }

    private static StepResult Finish(NodeState node)
    {
        node.OrderEffects();
        OutgoingRecord.Fill(node);
        if (node.Fenced || node.Exited)
        {
            node.WakeUp = Instant.Forever;
        }

        return new StepResult(node, node.Effects, node.WakeUp);
    }
}
