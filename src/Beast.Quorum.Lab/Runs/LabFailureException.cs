namespace Beast.Quorum.Lab.Runs;

/// <summary>Something did not happen as the scenario demands: the verdict is fail, and this is why.</summary>
/// <param name="message">What was awaited, and what was seen instead.</param>
public sealed class LabFailureException(string message) : Exception(message);
