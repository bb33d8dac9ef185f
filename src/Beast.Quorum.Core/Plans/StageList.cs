namespace Beast.Quorum.Core.Plans;

/// <summary>Collects the steps of a plan stage by stage; a stage without steps takes no number.</summary>
internal sealed class StageList
{
    private readonly List<PlanStep> steps = [];
    private int stage;
    private bool used;

    /// <summary>Ends the current stage.</summary>
    public StageList Then()
    {
        stage += used ? 1 : 0;
        used = false;
        return this;
    }

    /// <summary>Adds a step to the current stage.</summary>
    public StageList Add(StepKind kind, string subject, TimeSpan deadline, FailureRule onFailure, RetryRule retry)
    {
        steps.Add(new PlanStep(steps.Count, stage, kind, subject, deadline, onFailure, retry));
        used = true;
        return this;
    }

    /// <summary>Adds one step for each subject to the current stage.</summary>
    public StageList AddEach(
        StepKind kind, IEnumerable<string> subjects, TimeSpan deadline, FailureRule onFailure, RetryRule retry)
    {
        foreach (string subject in subjects)
        {
            Add(kind, subject, deadline, onFailure, retry);
        }

        return this;
    }

    /// <summary>The plan.</summary>
    /// <exception cref="ArgumentException">There are more steps than a plan may have.</exception>
    public Plan ToPlan(string group, Transition transition)
    {
        if (steps.Count > Plan.MostSteps)
        {
            throw new ArgumentException(
                $"group {group}: its {transition} plan has {steps.Count} steps and at most {Plan.MostSteps} are " +
                "possible; list fewer pools, LUNs or commands, or split the group");
        }

        return new Plan(transition, steps);
    }
}
