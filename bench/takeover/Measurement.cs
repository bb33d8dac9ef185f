namespace Beast.Quorum.Bench.Takeover;

/// <summary>What the rounds of one preset gave.</summary>
/// <param name="Preset">Its name.</param>
/// <param name="Verdict">The lab's verdict on all rounds together.</param>
/// <param name="Rounds">The rounds.</param>
internal sealed record Measurement(string Preset, string Verdict, IReadOnlyList<Round> Rounds);

/// <summary>One round: its figures by the names that the lab gives them.</summary>
/// <param name="Number">From 1.</param>
/// <param name="LoopWasLate">Whether the machine was too busy for its times to mean anything.</param>
/// <param name="Figures">Name and value, in the lab's order; null where the round has no such figure.</param>
internal sealed record Round(int Number, bool LoopWasLate, IReadOnlyDictionary<string, double?> Figures);
