using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Recovery;

namespace Beast.Quorum.Core.Machine;

/// <summary>
/// What an operator orders for a recovery, one step a pool. It runs only while the group is served here and its lease
/// covers the start of a command (S5); nothing of it is ever done without an order.
/// </summary>
internal static class RecoveryOrders
{
    public static void Handle(NodeState node, OperatorCommand.Recover order)
    {
        GroupState group = node.Groups[order.Group];
        if (Refusal(node, group, order) is { } refusal)
        {
            Answer(node, order.Id, false, refusal);
            return;
        }

        switch (order.Action)
        {
            case RecoveryAction.Look:
                group.Recovery.LookOrder = order.Id;
                group.Service.LookAnew(node.Now);
                break;
            case RecoveryAction.Scrub:
                Begin(node, group, StepKind.StartScrub, order.Id);
                break;
            case RecoveryAction.Clear:
                Begin(node, group, StepKind.ClearErrors, order.Id);
                break;
            case RecoveryAction.End:
                End(node, group, order);
                break;
        }
    }

    /// <summary>A step ended. False if it was none of a recovery.</summary>
    public static bool OnStepEnded(NodeState node, GroupState group, in NodeEvent e)
    {
        RecoverySteps steps = group.Recovery.Steps;
        if (steps.Token == 0 || e.Token != steps.Token)
        {
            return false;
        }

        if (steps.Outstanding.Remove(e.Step))
        {
            string pool = group.Configuration.Pools[e.Step];
            if (!e.Ok)
            {
                steps.Failures.Add(e.Text ?? $"{steps.Kind} {pool}: {e.Outcome}");
            }
            else if (steps.Kind == StepKind.StartScrub)
            {
                RecoveryRules.ScrubBegun(node, group, pool);
            }
        }

        Finish(node, group);
        return true;
    }

    /// <summary>Gives up what cannot be answered any more.</summary>
    public static void Advance(NodeState node, GroupState group)
    {
        RecoveryState recovery = group.Recovery;
        if (recovery.LookOrder != 0 && group.Phase != GroupPhase.Serving)
        {
            Answer(node, recovery.LookOrder, false, $"{group.Name} is not served here any more");
            recovery.LookOrder = 0;
        }

        if (recovery.Steps.Token == 0)
        {
            return;
        }

        node.WakeAt(recovery.Steps.Latest);
        if (node.Now >= recovery.Steps.Latest)
        {
            recovery.Steps.Failures.Add("nothing was heard of a command; see its pool's disks (dmesg)");
            recovery.Steps.Outstanding.Clear();
            Finish(node, group);
        }
    }

    private static string? Refusal(NodeState node, GroupState group, OperatorCommand.Recover order)
    {
        if (group.Phase != GroupPhase.Serving)
        {
            return group.Phase is GroupPhase.Standby or GroupPhase.Claiming
                ? $"this node does not own {group.Name}; give the order on node {node.Options.Peer}"
                : $"{group.Name} is busy here ({group.Phase}); try again when that has ended";
        }

        RecoveryState recovery = group.Recovery;
        return recovery.Steps.Token != 0 || recovery.LookOrder != 0
                ? $"an order of a recovery of {group.Name} is carried out; try again in a moment"
            : group.Configuration.Pools.Count == 0 && order.Action != RecoveryAction.End
                ? $"{group.Name} has no pools in its configuration"
            : order.Action == RecoveryAction.Clear ? WhyNotClear(group)
            : null;
    }

    /// <summary>Counters are what shows which device failed: they are kept until a scrub has gone through.</summary>
    private static string? WhyNotClear(GroupState group)
    {
        RecoveryStage stage = RecoveryRules.Stage(group);
        return group.Recovery.Epoch == 0 ? $"no recovery of {group.Name} is open; begin with a scrub"
            : stage is RecoveryStage.Unread or RecoveryStage.Scrubbing
                ? $"{RecoveryRules.Unfinished(group, stage)}; errors are cleared after a scrub has finished"
            : !RecoveryRules.IsScrubbed(group.Recovery)
                ? $"no scrub of {group.Name} has finished since the errors were seen; scrub it first"
            : null;
    }

    private static void Begin(NodeState node, GroupState group, StepKind kind, long order)
    {
        RecoveryState recovery = group.Recovery;
        if (recovery.Epoch == 0)
        {
            recovery.Epoch = group.Epoch;
            node.SaveWanted = true;
        }

        RecoverySteps steps = recovery.Steps;
        steps.Token = node.NextToken();
        steps.Kind = kind;
        steps.Order = order;
        steps.Failures.Clear();
        steps.Outstanding.Clear();
        steps.Latest = node.Now + StepRules.Check + PlanRunner.Grace;
        string what = kind == StepKind.StartScrub ? "a scrub" : "clearing the error counters";
        string pools = string.Join(", ", group.Configuration.Pools);
        node.Report(new Decision.RecoveryOrdered(group.Index, $"{what} of {pools}"));
        for (int index = 0; index < group.Configuration.Pools.Count; index++)
        {
            steps.Outstanding.Add(index);
            node.Emit(Effect.StartStep(group.Index, steps.Token, new PlanStep(
                index, 0, kind, group.Configuration.Pools[index], StepRules.Check, FailureRule.ReportAndContinue,
                RetryRule.Once)));
        }
    }

    private static void Finish(NodeState node, GroupState group)
    {
        RecoverySteps steps = group.Recovery.Steps;
        if (steps.Outstanding.Count > 0)
        {
            return;
        }

        string done = steps.Kind == StepKind.StartScrub ? "the scrub has begun" : "the error counters were cleared";
        bool ok = steps.Failures.Count == 0;
        Answer(node, steps.Order, ok, ok ? done : string.Join("; ", steps.Failures));
        steps.Token = 0;

        // What is looked at from now on is of after the step.
        if (group.Phase == GroupPhase.Serving)
        {
            group.Service.LookAnew(node.Now);
        }
    }

    private static void End(NodeState node, GroupState group, OperatorCommand.Recover order)
    {
        RecoveryStage stage = RecoveryRules.Stage(group);
        if (stage == RecoveryStage.None)
        {
            Answer(node, order.Id, true, $"no recovery of {group.Name} is open");
        }
        else if (!order.Accept)
        {
            Answer(node, order.Id, false, $"{RecoveryRules.Unfinished(group, stage)}; it ends by itself when that is "
                + "over, or with --accept as it is");
        }
        else
        {
            string left = RecoveryRules.Unfinished(group, stage);
            group.Recovery.DamageReported = true;
            RecoveryRules.End(node, group, $"an operator ended it as it is: {left}");
            Answer(node, order.Id, true, $"the recovery of {group.Name} is ended, although {left}");
        }
    }

    private static void Answer(NodeState node, long order, bool ok, string text) =>
        node.Emit(Effect.Answer(order, ok, text));
}
