using System.Globalization;

namespace Beast.Quorum.Storage.Zfs;

/// <summary>One imported pool.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Guid">Its identity on the disks.</param>
/// <param name="Health">ONLINE, DEGRADED, FAULTED, OFFLINE, UNAVAIL, REMOVED, or (OpenZFS) SUSPENDED.</param>
public sealed record PoolRow(string Name, ulong Guid, string Health);

/// <summary>
/// Parsers of <c>zpool list -H</c> and <c>zpool get -H</c>. They read all of the text or say that they can't:
/// an answer that is cut or strange is never taken for a list in which a pool is missing.
/// </summary>
public static class PoolList
{
    /// <summary>Longest text that is read, in characters. An answer of that length was probably cut.</summary>
    public const int MostCharacters = 64 * 1024;

    /// <summary>Reads <c>zpool list -H -o name</c>.</summary>
    public static bool TryParseNames(string text, out IReadOnlyList<string> names)
    {
        names = [];
        if (!TryLines(text, out string[] lines) || !Array.TrueForAll(lines, IsName))
        {
            return false;
        }

        names = lines;
        return true;
    }

    /// <summary>Reads <c>zpool list -H -p -o name,guid,health</c>.</summary>
    public static bool TryParseRows(string text, out IReadOnlyList<PoolRow> rows)
    {
        rows = [];
        if (!TryLines(text, out string[] lines))
        {
            return false;
        }

        var found = new List<PoolRow>(lines.Length);
        foreach (string line in lines)
        {
            string[] fields = line.Split('\t');
            if (fields.Length != 3 || !IsName(fields[0]) || !IsWord(fields[2]) || !IsNumber(fields[1]) ||
                !ulong.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong guid))
            {
                return false;
            }

            found.Add(new PoolRow(fields[0], guid, fields[2]));
        }

        rows = found;
        return true;
    }

    /// <summary>Reads <c>zpool get -H -o value PROPERTY POOL</c>: one line.</summary>
    public static bool TryParseValue(string text, out string value)
    {
        bool one = TryLines(text, out string[] lines) && lines.Length == 1;
        value = one ? lines[0] : "";
        return one;
    }

    private static bool TryLines(string text, out string[] lines)
    {
        lines = [];
        if (text.Length == 0 || text == "no pools available\n")
        {
            return true;
        }

        // A text that was cut at the runner's limit has no last line end, or is as long as the limit.
        if (text.Length >= MostCharacters || text[^1] != '\n')
        {
            return false;
        }

        lines = text[..^1].Split('\n');
        return Array.TrueForAll(lines, line => line.Length > 0);
    }

    // zpool allows letters, digits, and "-_.: " after a letter (zfs_namecheck).
    internal static bool IsName(string text) =>
        text.Length is > 0 and <= 255 && char.IsAsciiLetter(text[0]) && text[^1] != ' ' &&
        text.AsSpan().IndexOfAnyExcept(NameCharacters) < 0;

    // Asked apart, because .NET's readers of numbers pass over NULs at the end.
    private static bool IsNumber(string text) => text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsWord(string text) =>
        text.Length is > 0 and <= 32 && text.AsSpan().IndexOfAnyExceptInRange('A', 'Z') < 0;

    private static readonly System.Buffers.SearchValues<char> NameCharacters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.: ");
}
