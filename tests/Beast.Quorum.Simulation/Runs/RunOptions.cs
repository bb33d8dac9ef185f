namespace Beast.Quorum.Simulation.Runs;

/// <summary>What every seed of a batch has in common.</summary>
/// <param name="Minutes">Simulated minutes of faults; the time to recover comes on top.</param>
/// <param name="Preset">Name of the thresholds; null: each seed draws its own.</param>
/// <param name="Faults">False: nothing ever breaks.</param>
internal sealed record RunOptions(double Minutes = 10, string? Preset = null, bool Faults = true);
