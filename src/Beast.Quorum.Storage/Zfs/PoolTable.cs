using System.Buffers;

namespace Beast.Quorum.Storage.Zfs;

/// <summary>What a pool consists of, as the table of <c>zpool status [-P] POOL</c> shows it.</summary>
/// <param name="Names">The first word of every line of the table, in order: vdevs, groups, devices.</param>
/// <param name="Devices">Those of them that are absolute paths; only OpenZFS prints paths (<c>-P</c>).</param>
public sealed record PoolTable(IReadOnlyList<string> Names, IReadOnlyList<string> Devices)
{
    /// <summary>Most lines of a table that is read.</summary>
    public const int MostNames = 4096;

    private static readonly SearchValues<char> PathCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/@+=,%#");

    /// <summary>Whether both show the same vdevs in the same order.</summary>
    public bool IsSameAs(PoolTable other) => Names.SequenceEqual(other.Names, StringComparer.Ordinal);

    /// <summary>Whether a text is an absolute path of plain characters, which can stand on a command line.</summary>
    public static bool IsDevicePath(string text) =>
        text.Length is > 1 and <= 1024 && text[0] == '/' && text.AsSpan().IndexOfAnyExcept(PathCharacters) < 0;

    /// <summary>Reads the table; false if there is none, or it has no end.</summary>
    public static bool TryParse(string text, out PoolTable table)
    {
        table = new PoolTable([], []);
        if (!PoolTree.IsWhole(text))
        {
            return false;
        }

        // One pool was asked for; its tree stands below the titles.
        PoolTree? tree = PoolTree.Read(text).FirstOrDefault(one => one.Rows.Count > 0);
        string[] names = [.. (tree?.Rows ?? [])
            .SkipWhile(row => row is not { Indent: 0, Name: "NAME" }).Skip(1).Select(row => row.Name)];
        if (names.Length is 0 or > MostNames)
        {
            return false;
        }

        table = new PoolTable(names, [.. names.Where(IsDevicePath)]);
        return true;
    }
}
