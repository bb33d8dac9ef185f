namespace Beast.Quorum.Lab.Runs;

/// <summary>An import that the lab made, not beastq.</summary>
/// <param name="Node">Where.</param>
/// <param name="Pool">Which pool.</param>
/// <param name="At">The moment before, in ticks of the lab's clock.</param>
internal sealed record ForcedImport(int Node, string Pool, long At);
