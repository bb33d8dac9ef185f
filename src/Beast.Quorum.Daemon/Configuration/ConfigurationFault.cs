namespace Beast.Quorum.Daemon.Configuration;

/// <summary>One thing that is wrong in a configuration file.</summary>
/// <param name="Line">The line, from 1; 0 if it concerns the file as a whole.</param>
/// <param name="Key">
/// The path of the key, such as <c>groups[0].pools[1]</c>; empty if it concerns no single key.
/// </param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record ConfigurationFault(int Line, string Key, string Message)
{
    /// <summary>The fault as <c>FILE:LINE: KEY: MESSAGE</c>, which editors can jump to.</summary>
    public string Describe(string file) =>
        file + (Line > 0 ? $":{Line}" : "") + ": " + (Key.Length > 0 ? Key + ": " : "") + Message;

    /// <inheritdoc/>
    public override string ToString() => Describe("configuration");
}
