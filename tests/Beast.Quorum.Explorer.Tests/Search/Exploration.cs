using Beast.Quorum.Explorer.Tests.Moves;

namespace Beast.Quorum.Explorer.Tests.Search;

/// <summary>What an exploration found.</summary>
internal sealed record Exploration
{
    /// <summary>Distinct states.</summary>
    public required int States { get; init; }

    /// <summary>Steps tried, those to known states included.</summary>
    public required long Transitions { get; init; }

    /// <summary>Steps from the beginning to the last state found.</summary>
    public required int Depth { get; init; }

    /// <summary>How often each kind of step was tried.</summary>
    public required IReadOnlyDictionary<StepKind, long> Steps { get; init; }

    /// <summary>What was reached, by the names of <see cref="Landmarks"/>.</summary>
    public required IReadOnlySet<string> Reached { get; init; }

    /// <summary>A shortest way to a violation, a line a step; empty without one.</summary>
    public required IReadOnlyList<string> Counterexample { get; init; }

    public override string ToString() =>
        $"{States} states, {Transitions} transitions, depth {Depth}"
        + (Counterexample.Count == 0 ? ", no violation" : ", VIOLATION");
}
