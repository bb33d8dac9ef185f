using Beast.Quorum.Core.Plans;

namespace Beast.Quorum.Storage.Steps;

/// <summary>How a step ended.</summary>
/// <param name="Outcome">What it means for the plan.</param>
/// <param name="Detail">One line for people: what happened, and what to do about it.</param>
public sealed record StepResult(StepOutcome Outcome, string Detail);
