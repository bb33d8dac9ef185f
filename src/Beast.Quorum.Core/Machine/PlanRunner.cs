using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>How a running plan stands.</summary>
internal enum PlanProgress
{
    Running,
    Succeeded,
    Failed,
}

/// <summary>
/// Runs a plan stage by stage. Before every stage it asks whether commands may still start (S5); a step that does not
/// end by its deadline and a grace counts as abandoned.
/// </summary>
internal static class PlanRunner
{
    /// <summary>What an executor has beyond a step's own deadline to kill and reap its processes.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static void Start(NodeState node, GroupState group, Transition transition)
    {
        PlanRun run = group.Run;
        run.Plan = PlanBuilder.Build(group.Configuration, transition, node.Options.ReservesDisks);
        run.Token = node.NextToken();
        run.Stage = -1;
        run.Outstanding.Clear();
        run.Cancelled = false;
        run.Disturbed = false;
        run.Failed = false;
        run.Failure = "";
    }

    /// <summary>Starts no further step; the ones under way are waited for.</summary>
    public static void Cancel(GroupState group)
    {
        group.Run.Cancelled = group.Run.IsRunning;
    }

    public static void OnStepEnded(NodeState node, GroupState group, in NodeEvent e)
    {
        PlanRun run = group.Run;
        int step = e.Step;
        long token = e.Token;
        int late = run.GivenUp.FindIndex(given => given.Token == token && given.Step == step);
        if (late >= 0)
        {
            // It was counted as abandoned already; if its processes are really gone, that is over.
            run.GivenUp.RemoveAt(late);
            if (run.GoneEarly.Remove((token, step)) || e.Outcome != StepOutcome.Abandoned)
            {
                Gone(group, token, step);
            }

            return;
        }

        int at = run.Outstanding.FindIndex(outstanding => outstanding.Step == step);
        if (run.Plan is null || run.Token != token || at < 0)
        {
            return;
        }

        run.Outstanding.RemoveAt(at);
        PlanStep ended = run.Plan.Steps[step];
        bool gone = run.GoneEarly.Remove((token, step));
        if (e.Outcome == StepOutcome.Abandoned && !gone)
        {
            Linger(run, token, ended);
        }

        if (!e.Outcome.Succeeded())
        {
            Fail(node, group, ended, e.Outcome, e.Text ?? "");
        }
        else if (ended.Kind == StepKind.StartScrub)
        {
            RecoveryRules.ScrubBegun(node, group, ended.Subject);
        }
    }

    /// <summary>A process that a step left behind has ended; that of another step says nothing of it.</summary>
    public static void OnAbandonedEnded(GroupState group, in NodeEvent e)
    {
        PlanRun run = group.Run;
        int step = e.Step;
        long token = e.Token;
        bool unheard = run.GivenUp.Exists(given => given.Token == token && given.Step == step)
            || (run.Token == token && run.Outstanding.Exists(outstanding => outstanding.Step == step));
        if (unheard)
        {
            run.GoneEarly.Add((token, step));
        }
        else
        {
            Gone(group, token, step);
        }
    }

    public static PlanProgress Advance(NodeState node, GroupState group)
    {
        PlanRun run = group.Run;
        GiveUpLateSteps(node, group);
        while (run.Outstanding.Count == 0)
        {
            if (run.Failed || run.Cancelled)
            {
                return End(run, PlanProgress.Failed);
            }

            run.Stage++;
            if (run.Plan!.Steps.All(step => step.Stage < run.Stage))
            {
                return End(run, PlanProgress.Succeeded);
            }

            if (node.Now >= CommandRules.AllowedUntil(node, group))
            {
                run.Failure = "the lease does not cover another step";
                return End(run, PlanProgress.Failed);
            }

            StartStage(node, group);
        }

        return PlanProgress.Running;
    }

    private static void StartStage(NodeState node, GroupState group)
    {
        PlanRun run = group.Run;
        foreach (PlanStep step in run.Plan!.Steps)
        {
            if (step.Stage == run.Stage)
            {
                Instant latest = node.Now + step.Deadline + Grace;
                run.Outstanding.Add((step.Index, latest));
                node.WakeAt(latest);
                node.Emit(Effect.StartStep(group.Index, run.Token, step));
            }
        }
    }

    private static void GiveUpLateSteps(NodeState node, GroupState group)
    {
        PlanRun run = group.Run;
        for (int at = run.Outstanding.Count - 1; at >= 0; at--)
        {
            (int index, Instant latest) = run.Outstanding[at];
            node.WakeAt(latest);
            if (node.Now < latest)
            {
                continue;
            }

            PlanStep step = run.Plan!.Steps[index];
            run.Outstanding.RemoveAt(at);
            run.GivenUp.Add((run.Token, index));
            Linger(run, run.Token, step);
            Fail(node, group, step, StepOutcome.Abandoned, "nothing was heard of it");
        }
    }

    private static void Fail(NodeState node, GroupState group, PlanStep step, StepOutcome outcome, string text)
    {
        string reason = text.Length == 0 ? outcome.ToString() : text;
        if (group.Run.Cancelled && outcome == StepOutcome.Refused)
        {
            // Its plan was called off: that it did not start is what was wanted.
            group.Run.Failed = true;
            return;
        }

        node.Report(new Decision.StepFailed(group.Index, step.ToString(), reason));
        if (step.OnFailure == FailureRule.FailPlan)
        {
            group.Run.Failed = true;
            group.Run.Failure = $"{step}: {reason}";
        }
    }

    /// <summary>What was seen before a lingering process ended is no proof of absence any more (S10).</summary>
    private static void Gone(GroupState group, long token, int step)
    {
        if (group.Run.Lingering.Remove((token, step)))
        {
            group.GoneChecked = false;
            group.Run.Disturbed |= group.Run.IsRunning;
        }

        if (group.Run.Undoing.Remove((token, step)))
        {
            // It may have been rolled back and served since: that is looked at next.
            group.Unproved = true;
            group.Service.LookAnew(group.PhaseSince);
        }
    }

    private static void Linger(PlanRun run, long token, PlanStep step)
    {
        if (MayTakeLate(step.Kind))
        {
            run.Lingering.Add((token, step.Index));
        }

        if (MayGiveLate(step.Kind))
        {
            run.Undoing.Add((token, step.Index));
        }
    }

    private static PlanProgress End(PlanRun run, PlanProgress progress)
    {
        run.Plan = null;
        return progress;
    }

    /// <summary>Whether a process of this step that ends late can take away what has been served again since.</summary>
    private static bool MayGiveLate(StepKind kind) =>
        kind is StepKind.GiveRole or StepKind.GiveLunRole or StepKind.GiveDefaultRole or StepKind.CloseBackedLuns
            or StepKind.DetachLocalPath or StepKind.UsePeerPath or StepKind.ExportPool or StepKind.RunCommand;

    /// <summary>Whether a process of this step that ends late can leave a pool imported or the role taken.</summary>
    private static bool MayTakeLate(StepKind kind) =>
        kind is StepKind.ImportPool or StepKind.ImportReadOnly or StepKind.TakeRole or StepKind.TakeLunRole
            or StepKind.WaitLunReady or StepKind.RunCommand;
}
