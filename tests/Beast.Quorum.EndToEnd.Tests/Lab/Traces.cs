namespace Beast.Quorum.EndToEnd.Tests.Lab;

/// <summary>Reads traces as a power-off leaves them.</summary>
internal static class Traces
{
    /// <summary>The complete lines: a power-off tears the last one.</summary>
    internal static IEnumerable<string> Whole(string path)
    {
        string text = File.ReadAllText(path);
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
