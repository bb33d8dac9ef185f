namespace Beast.Quorum.Explorer.Tests.Moves;

/// <summary>One thing that happened, to one node.</summary>
internal readonly record struct Step(StepKind Kind, int Node = 0);
