namespace Beast.Quorum.Core.Plans;

/// <summary>What the failure of a step means for its plan.</summary>
public enum FailureRule
{
    /// <summary>The plan has failed.</summary>
    FailPlan,

    /// <summary>The failure is reported and the plan goes on.</summary>
    ReportAndContinue,
}

/// <summary>How often a step's command is tried again within the step's deadline.</summary>
/// <param name="Attempts">Tries in all, at least 1.</param>
/// <param name="Delay">Pause between two tries.</param>
public sealed record RetryRule(int Attempts, TimeSpan Delay)
{
    /// <summary>One try only.</summary>
    public static RetryRule Once { get; } = new(1, TimeSpan.Zero);

    /// <summary>Tries until the step's deadline.</summary>
    /// <param name="delay">Pause between two tries.</param>
    public static RetryRule UntilDeadline(TimeSpan delay) => new(int.MaxValue, delay);

    /// <summary>Whether only the step's deadline bounds the tries.</summary>
    public bool IsUntilDeadline => Attempts == int.MaxValue;
}

/// <summary>One step of a plan: what to do, to what, by when, and what its failure means.</summary>
/// <param name="Index">Position in the plan, from 0.</param>
/// <param name="Stage">Steps of one stage run side by side; a stage starts when the one before it has ended.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Subject">
/// To what: a pool, a LUN number, a path, or a command line; empty if there is only one thing.
/// </param>
/// <param name="Deadline">Time from the step's start by which it must have ended, retries included.</param>
/// <param name="OnFailure">What its failure means.</param>
/// <param name="Retry">How often it is tried within the deadline.</param>
public sealed record PlanStep(
    int Index,
    int Stage,
    StepKind Kind,
    string Subject,
    TimeSpan Deadline,
    FailureRule OnFailure,
    RetryRule Retry)
{
    /// <summary>The step in one line, as the journal and <c>beastq plan</c> show it.</summary>
    public override string ToString() => Subject.Length == 0 ? Kind.ToString() : $"{Kind} {Subject}";
}
