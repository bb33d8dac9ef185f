namespace Beast.Quorum.Daemon.CommandLine;

/// <summary>What the command line tells the lab.</summary>
/// <param name="Scenario">Name of the scenario, or <c>all</c>.</param>
/// <param name="Rounds">How often it is run, at least 1.</param>
/// <param name="Seed">Seed of everything random; null for a new one, which the lab prints.</param>
/// <param name="Timing">Name of a preset.</param>
/// <param name="Json">Whether the result is one JSON object on standard output.</param>
/// <param name="KeepDirectory">Where logs and files of the run are kept; null removes them.</param>
public sealed record LabOptions(
    string Scenario, int Rounds, ulong? Seed, string Timing, bool Json, string? KeepDirectory);
