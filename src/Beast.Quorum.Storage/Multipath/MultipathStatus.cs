namespace Beast.Quorum.Storage.Multipath;

/// <summary>One path of a gmultipath device.</summary>
/// <param name="Provider">Name of the GEOM provider, without <c>/dev/</c>: <c>da4</c>, <c>zvol/POOL/VOLUME</c>.</param>
/// <param name="State">ACTIVE, PASSIVE, READ, FAIL, LOST or NEW.</param>
public sealed record MultipathPath(string Provider, string State)
{
    /// <summary>Whether I/O goes over it now.</summary>
    public bool IsActive => State == "ACTIVE";

    /// <summary>Whether the device would use it.</summary>
    public bool IsGood => State is "ACTIVE" or "PASSIVE" or "READ";
}

/// <summary>One gmultipath device.</summary>
/// <param name="Name">Its name, without <c>multipath/</c>.</param>
/// <param name="State">OPTIMAL, DEGRADED (one good path, or fewer than there are) or BROKEN.</param>
/// <param name="Paths">Its paths.</param>
public sealed record MultipathDevice(string Name, string State, IReadOnlyList<MultipathPath> Paths);

/// <summary>
/// Parser of <c>gmultipath status -gs</c>: a line for each path, with the device's name and state on each.
/// </summary>
public static class MultipathStatus
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int MostCharacters = 64 * 1024;

    /// <summary>Reads it. False if it is cut or strange; then nothing may be said about any device.</summary>
    public static bool TryParse(string text, out IReadOnlyList<MultipathDevice> devices)
    {
        devices = [];
        if (text.Length >= MostCharacters || (text.Length > 0 && text[^1] != '\n'))
        {
            return false;
        }

        List<MultipathDevice> found = [];
        Dictionary<string, List<MultipathPath>> paths = new(StringComparer.Ordinal);
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] words = line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length != 3 || !IsWord(words[0]) || !IsWord(words[1])
                || !TryPath(words[2], out MultipathPath? path))
            {
                return false;
            }

            if (!paths.TryGetValue(words[0], out List<MultipathPath>? those))
            {
                paths[words[0]] = those = [];
                found.Add(new MultipathDevice(words[0], words[1], those));
            }

            those.AddRange(path is null ? [] : [path]);
        }

        devices = found;
        return true;
    }

    // N/A: a device without a path.
    private static bool TryPath(string text, out MultipathPath? path)
    {
        path = null;
        if (text == "N/A")
        {
            return true;
        }

        int at = text.LastIndexOf(" (", StringComparison.Ordinal);
        if (at <= 0 || text[^1] != ')' || !IsWord(text[..at]) || !IsWord(text[(at + 2)..^1]))
        {
            return false;
        }

        path = new MultipathPath(text[..at], text[(at + 2)..^1]);
        return true;
    }

    private static bool IsWord(string text) =>
        text.Length > 0 && text.All(letter => letter is > ' ' and <= '~' and not '(' and not ')');
}
