using System.Globalization;
using System.Text;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;

namespace Beast.Quorum.Storage.Plans;

/// <summary>A plan as <c>beastq plan</c> prints it: the numbered list of the very commands that would run.</summary>
public static class PlanText
{
    /// <summary>The text, each line ending in a line feed, without colours.</summary>
    /// <param name="group">The group that the plan was built for.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="system">Tells the command lines.</param>
    /// <param name="expected">How long a step took so far; null if it is not known. Null: say nothing of it.</param>
    public static string Of(
        GroupConfiguration group, Plan plan, StorageSystem system, Func<PlanStep, TimeSpan?>? expected = null)
    {
        var text = new StringBuilder();
        int stages = plan.Steps.Count == 0 ? 0 : plan.Steps[^1].Stage + 1;
        text.Append(CultureInfo.InvariantCulture,
            $"{Name(plan.Transition)} of group {group.Name}: {plan.Steps.Count} steps in {stages} stages\n");
        foreach (PlanStep step in plan.Steps)
        {
            bool beside = plan.Steps.Count(other => other.Stage == step.Stage) > 1;
            text.Append(CultureInfo.InvariantCulture, $"{step.Index + 1,3}. {Goal(step)}\n");
            IReadOnlyList<string> commands = StepCommands.Of(group, step, system);
            for (int index = 0; index < commands.Count; index++)
            {
                string words = index == 0 ? "" : "then, if needed: ";
                text.Append(CultureInfo.InvariantCulture, $"       {words}{commands[index]}\n");
            }

            text.Append(CultureInfo.InvariantCulture,
                $"       stage {step.Stage + 1}{(beside ? ", side by side" : "")}; {Limits(step)}; {Failure(step)}\n");
            text.Append(expected?.Invoke(step) is { } time ? $"       takes {Seconds(time)}, as it did so far\n" : "");
        }

        return expected is null ? text.ToString() : text.Append(Total(plan, expected)).ToString();
    }

    private static string Total(Plan plan, Func<PlanStep, TimeSpan?> expected)
    {
        PlanTime time = PlanTime.Of(plan, expected);
        return time.Known == 0 ? "none of it has run here so far, so nothing tells how long it takes\n"
            : time.Unknown == 0 ? $"in all: {Seconds(time.Sum)}, as it did so far\n"
            : $"in all: {Seconds(time.Sum)} and what {time.Unknown} steps take that never ran here\n";
    }

    private static string Name(Transition transition) => transition.ToString().ToLowerInvariant();

    /// <summary>What a step is for, in words.</summary>
    public static string Goal(PlanStep step) => step.Kind switch
    {
        StepKind.ExportStandbyImport => $"export the read-only standby import of pool {step.Subject}",
        StepKind.ImportPool => $"import pool {step.Subject} read-write",
        StepKind.WaitBackingPath => $"wait until {step.Subject} opens",
        StepKind.TakeRole => "make this node primary",
        StepKind.EnsureTargetDaemon => "see that ctld runs",
        StepKind.WaitLunReady => $"wait until LUN {step.Subject} is ready; write the role again while it is not",
        StepKind.SetPeer => "set the address of the HA link",
        StepKind.StartScrub => $"start a scrub of pool {step.Subject}",
        StepKind.GiveRole => "make this node secondary",
        StepKind.ExportPool => $"export pool {step.Subject}",
        StepKind.VerifyPoolGone when step.Subject.Length == 0 => "prove that this node does not serve the group",
        StepKind.VerifyPoolGone => $"prove that pool {step.Subject} is not imported",
        StepKind.VerifyPoolNotWritable => $"prove that pool {step.Subject} is not imported read-write",
        StepKind.WaitLink => "wait until the HA link is up and stays up",
        StepKind.ImportReadOnly => $"import pool {step.Subject} read-only",
        StepKind.RunCommand => "run a command",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.Kind, "unknown kind of step"),
    };

    private static string Limits(PlanStep step)
    {
        string most = $"at most {Seconds(step.Deadline)}";
        if (step.Retry.Attempts <= 1)
        {
            return $"{most}, tried once";
        }

        string tries = step.Retry.IsUntilDeadline ? "tried" : $"tried {step.Retry.Attempts} times,";
        return $"{most}, {tries} every {Seconds(step.Retry.Delay)}";
    }

    private static string Failure(PlanStep step) => step.OnFailure == FailureRule.FailPlan
        ? "a failure fails the plan"
        : "a failure is reported and the plan goes on";

    private static string Seconds(TimeSpan span) => span < TimeSpan.FromSeconds(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s");
}
