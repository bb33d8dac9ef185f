namespace Beast.Quorum.Lab.Pools;

/// <summary>Why zpool(8) did not do it, as it prints it.</summary>
/// <param name="Error">What goes to standard error.</param>
/// <param name="Out">Lists and advice, which go to standard output.</param>
internal sealed record PoolRefusal(string Error, string Out = "");
