namespace Beast.Quorum.Simulation.Mutations;

/// <summary>What became of a mutation.</summary>
/// <param name="Mutation">The change.</param>
/// <param name="Seed">First seed that caught it; null if none did.</param>
/// <param name="What">The rule that was seen broken.</param>
/// <param name="Scenarios">Named scenarios that failed.</param>
/// <param name="Problem">Why it does not count: it does not compile, or breaks even without faults.</param>
internal sealed record MutationResult(
    Mutation Mutation, ulong? Seed, string What, IReadOnlyList<string> Scenarios, string? Problem)
{
    public bool IsCaught => Problem is null && (Seed is not null || Scenarios.Count > 0);
}
