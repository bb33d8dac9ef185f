using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Core.Plans;

/// <summary>
/// The plans of the <c>custom</c> profile: the configured commands one after another, then the proof.
/// </summary>
internal static class CustomPlan
{
    public static void Fill(StageList stages, GroupConfiguration group, Transition transition)
    {
        switch (transition)
        {
            case Transition.Takeover:
                Commands(stages, group, group.Custom.Takeover);
                break;
            case Transition.Release:
            case Transition.Demote:
                Commands(stages, group, group.Custom.Release);
                if (group.Custom.Release.Count == 0 && group.Pools.Count > 0)
                {
                    // A trigger of the original BQ imports pools and never exports one.
                    stages.Then().AddEach(StepKind.ExportPool, group.Pools, group.StepDeadline,
                        FailureRule.FailPlan, StepRules.BusyExport);
                }

                Proof(stages.Then(), group);
                break;
            case Transition.Rejoin:
                Commands(stages, group, group.Custom.Rejoin);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(transition), transition, "unknown transition");
        }
    }

    private static void Commands(
        StageList stages, GroupConfiguration group, IReadOnlyList<IReadOnlyList<string>> commands)
    {
        // What a command does is not known here, so it is never run twice.
        foreach (IReadOnlyList<string> command in commands)
        {
            stages.Then().Add(StepKind.RunCommand, CommandText.Of(command), group.StepDeadline,
                FailureRule.FailPlan, RetryRule.Once);
        }
    }

    private static void Proof(StageList stages, GroupConfiguration group)
    {
        stages.AddEach(StepKind.VerifyPoolGone, group.Pools, StepRules.Check,
            FailureRule.FailPlan, StepRules.LookAgain);
        if (group.Pools.Count == 0 || group.Custom.Serving.Count > 0)
        {
            stages.Add(StepKind.VerifyPoolGone, "", StepRules.Check, FailureRule.FailPlan, StepRules.LookAgain);
        }
    }
}
