using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Inspection;

/// <summary>
/// Collects the problems of one inspection, and knows when a call hangs so that no further one is made.
/// </summary>
internal sealed class InspectionNotes
{
    private readonly List<string> problems = [];

    public IReadOnlyList<string> Problems => problems;

    /// <summary>Whether a call did not return in time; whatever is asked next would only hang as well.</summary>
    public bool Hangs { get; private set; }

    /// <summary>Whether a process was left behind that cannot be killed.</summary>
    public bool Abandoned { get; private set; }

    public void Add(string problem) => problems.Add(OneLine.Of(problem));

    public void Add(CallFailure failure)
    {
        Hangs |= failure.Outcome is StepOutcome.Abandoned or StepOutcome.TimedOut;
        Abandoned |= failure.Outcome == StepOutcome.Abandoned;
        Add(failure.Detail);
    }
}
