namespace Beast.Quorum.Fuzz.Tests.Engine;

/// <summary>A reader did what it must never do.</summary>
internal sealed class BrokenInvariantException(string what) : Exception(what);
