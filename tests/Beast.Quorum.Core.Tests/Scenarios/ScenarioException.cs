namespace Beast.Quorum.Core.Tests.Scenarios;

/// <summary>A scenario that cannot be read or run; the message names file and line.</summary>
internal sealed class ScenarioException(string message) : Exception(message);
