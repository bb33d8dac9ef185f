namespace Beast.Quorum.Core.Machine;

/// <summary>Operators' orders: each is answered, with the reason if refused.</summary>
internal static class OperatorRules
{
    public static void Handle(NodeState node, OperatorCommand order)
    {
        switch (order)
        {
            case OperatorCommand.Switchover move:
                Move(node, move);
                break;
            case OperatorCommand.MaintenanceOn on:
                MaintenanceRules.Set(node, true, on.Duration, "ordered");
                Answer(node, order, true, "maintenance is on");
                break;
            case OperatorCommand.MaintenanceOff when node.Maintenance.On:
                MaintenanceRules.Set(node, false, null, "ordered");
                Answer(node, order, true, "maintenance is off");
                break;
            case OperatorCommand.MaintenanceOff:
                Answer(node, order, true, "maintenance was not on");
                break;
            case OperatorCommand.Restart restart:
                Restart(node, restart);
                break;
            case OperatorCommand.Stop { Force: false }
                when !node.Stop.Wanted && RecoveryRules.WhyKept(node) is { } kept:
                Answer(node, order, false, kept);
                break;
            case OperatorCommand.Stop when !node.Stop.Wanted:
                if (node.Stop.RestartFor > TimeSpan.Zero)
                {
                    StopRules.CallOff(node, "the daemon was told to stop");
                }

                node.Stop.Wanted = true;
                node.Stop.Order = order.Id;
                node.Report(new Decision.Stop("ordered; giving up what is served here"));
                foreach (GroupState group in node.Groups)
                {
                    RecoveryRules.Forced(node, group, "the daemon stops");
                }

                node.PublishNow();
                break;
            case OperatorCommand.Stop:
                Answer(node, order, true, "already stopping");
                break;
            case OperatorCommand.Claim claim:
                Claim(node, claim);
                break;
            case OperatorCommand.Retry retry:
                Retry(node, retry);
                break;
            case OperatorCommand.Recover recover:
                RecoveryOrders.Handle(node, recover);
                break;
            case OperatorCommand.Reconfigure change:
                Reconfigure(node, change);
                break;
        }
    }

    private static void Move(NodeState node, OperatorCommand.Switchover order)
    {
        GroupState group = node.Groups[order.Group];
        string? refusal = Refusal(node, group, order.Target)
            ?? (order.Force ? null : RecoveryRules.WhyKept(group));
        if (refusal is not null)
        {
            Answer(node, order, false, refusal);
            return;
        }

        RecoveryRules.Forced(node, group, "it is moved by force");
        SwitchoverRules.Begin(node, group, "ordered", order.Id);
    }

    private static string? Refusal(NodeState node, GroupState group, int target)
    {
        if (group.Phase == GroupPhase.Serving && target == node.Node)
        {
            return $"node {node.Node} serves {group.Name} already";
        }

        if (group.Phase != GroupPhase.Serving)
        {
            return group.Phase is GroupPhase.Standby or GroupPhase.Claiming
                ? $"this node does not own {group.Name}; give the order on node {node.Options.Peer}"
                : $"{group.Name} is busy here ({group.Phase}); try again when that has ended";
        }

        return node.Maintenance.On ? "maintenance is on; 'beastq maintenance off' ends it"
            : node.Stop.Wanted || node.Stop.RestartFor > TimeSpan.Zero ? "this daemon is ending"
            : !node.DeviceOk ? "the quorum device is not fine on this node"
            : SwitchoverRules.PeerIsReady(node, group, out string why) ? null
            : why;
    }

    private static void Restart(NodeState node, OperatorCommand.Restart order)
    {
        foreach (GroupState group in node.Groups)
        {
            if (group.Phase is not (GroupPhase.Standby or GroupPhase.Serving))
            {
                Answer(node, order, false, $"{group.Name} is busy ({group.Phase}); try again when that has ended");
                return;
            }
        }

        if (node.Stop.Wanted || node.Stop.RestartFor > TimeSpan.Zero || !node.Initialised)
        {
            string busy = node.Initialised ? "this daemon is ending already" : "this daemon is still starting";
            Answer(node, order, false, busy);
            return;
        }

        StopRules.BeginRestart(node, order);
    }

    private static void Claim(NodeState node, OperatorCommand.Claim order)
    {
        GroupState group = node.Groups[order.Group];
        if (!node.Wiped)
        {
            Answer(node, order, false, node.Device.OwnRingKnown
                ? "the register of this node is not wiped; claims are made by themselves"
                : "the register of this node cannot be read, so nobody knows yet whether it was wiped");
            return;
        }

        // The only trace of what this node ever sent is what the peer acknowledged.
        uint acknowledged = (uint)(node.Peer.Newest.AckSequence >> 32);
        StartRules.RaiseGeneration(node, acknowledged);
        node.Wiped = false;
        node.PublishNow();
        Answer(node, order, true, $"node {node.Node} speaks again; {group.Name} is claimed as soon as it may be");
    }

    private static void Retry(NodeState node, OperatorCommand.Retry order)
    {
        GroupState group = node.Groups[order.Group];
        bool fenceFailed = node.Fence.Failed;
        if (!group.FailedHere && !group.GivenUp && !fenceFailed)
        {
            Answer(node, order, true, $"nothing failed for {group.Name} on this node");
            return;
        }

        group.FailedHere = false;
        group.GivenUp = false;
        group.Rejoined = false;
        group.RejoinAt = node.Now;
        if (fenceFailed)
        {
            node.Fence.Reset();
        }

        node.PublishNow();
        Answer(node, order, true, $"{group.Name} may be taken over here again");
    }

    private static void Reconfigure(NodeState node, OperatorCommand.Reconfigure order)
    {
        if (order.Groups.Count != node.Groups.Length)
        {
            Answer(node, order, false, "groups cannot be added or removed while the daemon runs");
            return;
        }

        for (int index = 0; index < node.Groups.Length; index++)
        {
            node.Groups[index].Configuration = order.Groups[index];
        }

        Answer(node, order, true, "taken over");
    }

    private static void Answer(NodeState node, OperatorCommand order, bool ok, string text) =>
        node.Emit(Effect.Answer(order.Id, ok, text));
}
