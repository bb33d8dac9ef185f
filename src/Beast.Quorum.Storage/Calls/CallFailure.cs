using Beast.Quorum.Core.Plans;

namespace Beast.Quorum.Storage.Calls;

/// <summary>Why a command or sysctl call gave no answer.</summary>
/// <param name="Outcome">What it means for the step that made it; never a success.</param>
/// <param name="Detail">One line for people.</param>
internal sealed record CallFailure(StepOutcome Outcome, string Detail)
{
    /// <summary>The same with words before it.</summary>
    public CallFailure After(string words) => this with { Detail = $"{words}; {Detail}" };
}
