namespace Beast.Quorum.Daemon.Doctor.Reading;

/// <summary>A device of a pool, as zpool shows it: a leaf of its tree.</summary>
/// <param name="Class"><c>data</c>, or the heading that it stands under: logs, cache, spares, special, dedup.</param>
/// <param name="Name">Its name; a number if it is missing.</param>
/// <param name="State">ONLINE, UNAVAIL, AVAIL…; empty if none is shown.</param>
internal sealed record PoolDevice(string Class, string Name, string State);

/// <summary>A pool as <c>zpool status</c> or <c>zpool import</c> without a name shows it.</summary>
internal sealed record PoolConfig(string Name, string Id, IReadOnlyList<PoolDevice> Devices)
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int MostCharacters = 1024 * 1024;

    /// <summary>Every pool in a text of either command; nothing is required of the rest of it.</summary>
    public static IReadOnlyList<PoolConfig> Read(string text)
    {
        List<PoolConfig> pools = [];
        List<string> tree = [];
        string name = "";
        string id = "";
        bool inTree = false;
        foreach (string line in text.Length > MostCharacters ? [] : text.Split('\n'))
        {
            string trimmed = line.Trim();
            if (trimmed.StartsWith("pool: ", StringComparison.Ordinal) && !line.StartsWith('\t'))
            {
                Close();
                name = trimmed["pool: ".Length..].Trim();
            }
            else if (trimmed.StartsWith("id: ", StringComparison.Ordinal) && !line.StartsWith('\t'))
            {
                id = trimmed["id: ".Length..].Trim();
            }
            else if (trimmed == "config:")
            {
                inTree = true;
            }
            else if (inTree && line.StartsWith('\t') && trimmed.Length > 0)
            {
                tree.Add(line[1..]);
            }
            else if (inTree && trimmed.Length > 0)
            {
                inTree = false;
            }
        }

        Close();
        return pools;

        void Close()
        {
            if (name.Length > 0)
            {
                pools.Add(new PoolConfig(name, id, Leaves(tree)));
            }

            tree.Clear();
            name = id = "";
            inTree = false;
        }
    }

    private static List<PoolDevice> Leaves(List<string> tree)
    {
        List<PoolDevice> leaves = [];
        string heading = "data";
        for (int index = 0; index < tree.Count; index++)
        {
            string[] words = tree[index].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            int depth = Depth(tree[index]);
            bool isHeading = depth == 0 && words.Length == 1;
            heading = isHeading ? words[0] : heading;
            bool hasChildren = index + 1 < tree.Count && Depth(tree[index + 1]) > depth;
            if (depth > 0 && !hasChildren)
            {
                leaves.Add(new PoolDevice(heading, words[0], words.Length > 1 ? words[1] : ""));
            }
        }

        return leaves;
    }

    private static int Depth(string line) => line.Length - line.TrimStart(' ').Length;
}
