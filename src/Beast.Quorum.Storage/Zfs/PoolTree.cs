namespace Beast.Quorum.Storage.Zfs;

/// <summary>A line of a pool's tree.</summary>
/// <param name="Indent">Blanks before its name: 0 for the pool and for headings, 2 for a top-level vdev.</param>
/// <param name="Name">Its first word.</param>
/// <param name="State">Its second word; empty for a heading such as <c>logs</c>.</param>
public readonly record struct PoolTreeRow(int Indent, string Name, string State);

/// <summary>A row of a tree that has none below it.</summary>
/// <param name="Heading">What it stands under: logs, cache, spares, special, dedup; or <c>data</c>.</param>
/// <param name="Vdev">Its top-level vdev; its own name if it is one by itself; empty if there is none.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Its state; empty if none is shown.</param>
public readonly record struct PoolTreeLeaf(string Heading, string Vdev, string Name, string State);

/// <summary>
/// A pool as <c>zpool status</c> or <c>zpool import</c> without a name shows it: the lines below <c>config:</c> that
/// begin with a tab. OpenZFS ends a heading with a tab, too.
/// </summary>
/// <param name="Name">Its name; empty for what stands before the first name of a text.</param>
/// <param name="Id">Its number, which only <c>zpool import</c> shows; empty if there is none.</param>
/// <param name="Rows">The lines of its tree, in order; <c>zpool status</c> shows titles (NAME, STATE…) first.</param>
/// <param name="Strays">What looks like more of them after a line that is neither a row nor blank.</param>
public sealed record PoolTree(
    string Name, string Id, IReadOnlyList<PoolTreeRow> Rows, IReadOnlyList<PoolTreeRow> Strays)
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int MostCharacters = 1024 * 1024;

    /// <summary>Whether a text came to its end: one of <see cref="PoolList.MostCharacters"/> was cut.</summary>
    public static bool IsWhole(string text) => text.Length < PoolList.MostCharacters && text.EndsWith('\n');

    /// <summary>Every pool in a text, in order; nothing is required of the rest of it.</summary>
    public static IReadOnlyList<PoolTree> Read(string text)
    {
        List<PoolTreeRow> rows = [];
        List<PoolTreeRow> strays = [];
        List<PoolTree> pools = [new("", "", rows, strays)];
        List<PoolTreeRow>? below = null;
        ReadOnlySpan<char> readable = text.Length > MostCharacters ? "" : text;
        foreach (Range range in readable.Split('\n'))
        {
            ReadOnlySpan<char> line = readable[range];
            ReadOnlySpan<char> words = line.Trim();
            if (words.Length == 0)
            {
                continue;
            }

            if (line[0] == '\t')
            {
                below?.Add(Row(line[1..], words));
            }
            else if (words.StartsWith("pool: "))
            {
                (rows, strays, below) = ([], [], null);
                pools.Add(new PoolTree(words["pool: ".Length..].Trim().ToString(), "", rows, strays));
            }
            else if (words.StartsWith("id: "))
            {
                pools[^1] = pools[^1] with { Id = words["id: ".Length..].Trim().ToString() };
            }
            else
            {
                below = words is "config:" ? rows : below is null ? null : strays;
            }
        }

        return pools;
    }

    /// <summary>The rows that have none below them, without pool and headings.</summary>
    public IReadOnlyList<PoolTreeLeaf> Leaves()
    {
        List<PoolTreeLeaf> leaves = [];
        string heading = "data";
        string vdev = "";
        for (int index = 0; index < Rows.Count; index++)
        {
            PoolTreeRow row = Rows[index];
            heading = row is { Indent: 0, State: "" } ? row.Name : heading;
            vdev = row.Indent == 2 ? row.Name : vdev;
            bool hasChildren = index + 1 < Rows.Count && Rows[index + 1].Indent > row.Indent;
            if (row.Indent > 0 && !hasChildren)
            {
                leaves.Add(new PoolTreeLeaf(heading, vdev, row.Name, row.State));
            }
        }

        return leaves;
    }

    private static PoolTreeRow Row(ReadOnlySpan<char> line, ReadOnlySpan<char> words)
    {
        ReadOnlySpan<char> name = FirstWord(words);
        return new PoolTreeRow(
            line.Length - line.TrimStart(' ').Length,
            name.ToString(),
            FirstWord(words[name.Length..].TrimStart()).ToString());
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> words)
    {
        int end = words.IndexOfAny(' ', '\t');
        return end < 0 ? words : words[..end];
    }
}
