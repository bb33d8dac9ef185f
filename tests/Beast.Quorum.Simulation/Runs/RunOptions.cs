using Beast.Quorum.Simulation.Faults;

namespace Beast.Quorum.Simulation.Runs;

/// <summary>What every seed of a batch has in common.</summary>
/// <param name="Minutes">Simulated minutes of faults; the time to recover comes on top.</param>
/// <param name="Preset">Name of the thresholds; null: each seed draws its own.</param>
/// <param name="Kinds">What may break.</param>
internal sealed record RunOptions(
    double Minutes = RunOptions.LeastMinutes, string? Preset = null, FaultKinds Kinds = FaultKinds.All)
{
    /// <summary>Simulated minutes of a seed, if nobody asks for more.</summary>
    public const double LeastMinutes = 10;
}
