using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage.Calls;

namespace Beast.Quorum.Storage.Steps;

/// <summary>How one try of a step ended, and whether another could end better.</summary>
internal sealed record Attempt(StepResult Result, bool Again)
{
    public static Attempt Done(string detail) => new(new StepResult(StepOutcome.Done, detail), false);

    public static Attempt AlreadySo(string detail) => new(new StepResult(StepOutcome.AlreadySo, detail), false);

    public static Attempt Failed(string detail) => new(new StepResult(StepOutcome.Failed, detail), false);

    /// <summary>Not yet: try again, if the step's retry rule and deadline allow.</summary>
    public static Attempt NotYet(string detail) => new(new StepResult(StepOutcome.Failed, detail), true);

    /// <summary>A call gave no answer; the step has failed in the same way.</summary>
    public static Attempt Of(CallFailure failure) => new(new StepResult(failure.Outcome, failure.Detail), false);

    /// <summary>As <see cref="Of"/>, but a plain failure is worth another try.</summary>
    public static Attempt OrAgain(CallFailure failure) =>
        new(new StepResult(failure.Outcome, failure.Detail), failure.Outcome == StepOutcome.Failed);
}

/// <summary>What one kind of step does. One object for one run of a step.</summary>
internal interface IStepAction
{
    /// <summary>Does it once. Called again only after an answer that asks for it.</summary>
    public Attempt Try();
}
