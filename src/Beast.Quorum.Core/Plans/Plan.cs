namespace Beast.Quorum.Core.Plans;

/// <summary>The ordered steps of one transition of one group. Data only: nothing here runs anything.</summary>
/// <param name="Transition">What the plan is for.</param>
/// <param name="Steps">
/// The steps, ordered by stage; <see cref="PlanStep.Index"/> is the position here. At most 256.
/// </param>
public sealed record Plan(Transition Transition, IReadOnlyList<PlanStep> Steps)
{
    /// <summary>Most steps of a plan.</summary>
    public const int MostSteps = 256;
}
