namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary>
/// Plain second readings of what matters most: whether a list of pools is whole, and a pool is in it.
/// </summary>
internal static class Reference
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>Whether a text can be a whole list of names: every line ends, and is a name.</summary>
    public static bool IsWholeList(string text, int fields)
    {
        if (text.Length == 0 || text == "no pools available\n")
        {
            return true;
        }

        string[] lines = text.Split('\n');
        return lines[^1].Length == 0 && lines[..^1].All(line =>
            line.Split('\t') is { } parts && parts.Length == fields && parts[0].Length > 0
            && Letters.Contains(parts[0][0], StringComparison.Ordinal) && !parts[0].Any(char.IsControl));
    }

    /// <summary>Whether a list names a pool.</summary>
    public static bool Names(string text, string pool) => text.Split('\n').Any(line => line.Split('\t')[0] == pool);

    /// <summary>Whether a text is one printable line that is not too long.</summary>
    public static bool IsOneLine(string text, int longest) => text.Length <= longest && !text.Any(char.IsControl);
}
