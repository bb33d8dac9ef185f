namespace Beast.Quorum.Core.Plans;

/// <summary>How a step ended. Each has one meaning for the plan; the text that goes with it is for people.</summary>
public enum StepOutcome
{
    /// <summary>The step did its work, and the result was seen in the system's state.</summary>
    Done,

    /// <summary>There was nothing to do.</summary>
    AlreadySo,

    /// <summary>It failed for good; every process it started has ended.</summary>
    Failed,

    /// <summary>Its deadline passed; every process it started was killed and has ended.</summary>
    TimedOut,

    /// <summary>
    /// Its deadline passed and a process it started cannot be killed. Nothing may be said about the group's
    /// state until that process has ended, which is reported later.
    /// </summary>
    Abandoned,

    /// <summary>The lease was not valid when a command was about to start, so it was not started (S5).</summary>
    Refused,
}

/// <summary>Questions about outcomes.</summary>
public static class StepOutcomes
{
    /// <summary>Whether the step reached its goal.</summary>
    public static bool Succeeded(this StepOutcome outcome) => outcome is StepOutcome.Done or StepOutcome.AlreadySo;
}
