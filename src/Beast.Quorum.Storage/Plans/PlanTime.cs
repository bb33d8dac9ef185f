using Beast.Quorum.Core.Plans;

namespace Beast.Quorum.Storage.Plans;

/// <summary>How long a plan takes if its steps take as long as before.</summary>
/// <param name="Sum">The stages one after the other, each as long as its longest step that is known.</param>
/// <param name="Known">Steps whose time is known.</param>
/// <param name="Unknown">Steps whose time is not.</param>
public sealed record PlanTime(TimeSpan Sum, int Known, int Unknown)
{
    /// <summary>Adds it up.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="expected">How long a step took so far; null if it never ran.</param>
    public static PlanTime Of(Plan plan, Func<PlanStep, TimeSpan?> expected)
    {
        TimeSpan sum = TimeSpan.Zero;
        int known = 0;
        foreach (IGrouping<int, PlanStep> stage in plan.Steps.GroupBy(step => step.Stage))
        {
            TimeSpan[] times = [.. stage.Select(expected).OfType<TimeSpan>()];
            known += times.Length;
            sum += times.Length == 0 ? TimeSpan.Zero : times.Max();
        }

        return new PlanTime(sum, known, plan.Steps.Count - known);
    }
}
