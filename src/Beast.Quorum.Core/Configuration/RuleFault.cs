namespace Beast.Quorum.Core.Configuration;

/// <summary>A rule that a configuration breaks.</summary>
/// <param name="Key">Where: the path of the key, such as <c>groups[0].pools[1]</c>.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record RuleFault(string Key, string Message)
{
    /// <summary>
    /// Paths of the other settings that the rule looked at. Who knows that one of them was unreadable drops this
    /// fault, because it speaks of a value that nobody wrote.
    /// </summary>
    public IReadOnlyList<string> Others { get; init; } = [];
}
