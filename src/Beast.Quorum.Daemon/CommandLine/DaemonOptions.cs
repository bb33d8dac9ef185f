namespace Beast.Quorum.Daemon.CommandLine;

/// <summary>What the command line tells the daemon.</summary>
/// <param name="ConfigPath">The configuration file.</param>
/// <param name="TracePath">File that receives every event and effect of the machine as NDJSON; null for none.</param>
/// <param name="Foreground">Whether the log goes to the console too.</param>
public sealed record DaemonOptions(string ConfigPath, string? TracePath, bool Foreground);
