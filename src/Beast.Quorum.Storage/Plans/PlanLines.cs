using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;

namespace Beast.Quorum.Storage.Plans;

/// <summary>The commands of a step, for programs.</summary>
public static class PlanLines
{
    /// <summary>The command lines in order: the first always runs, the others as the answers ask for them.</summary>
    /// <param name="group">The group that the plan was built for.</param>
    /// <param name="step">The step.</param>
    /// <param name="system">Tells the command lines.</param>
    public static IReadOnlyList<string> Of(GroupConfiguration group, PlanStep step, StorageSystem system) =>
        StepCommands.Of(group, step, system);
}
