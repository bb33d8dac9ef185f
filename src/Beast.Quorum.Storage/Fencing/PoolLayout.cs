namespace Beast.Quorum.Storage.Fencing;

/// <summary>One leaf of a pool.</summary>
/// <param name="Vdev">Its top-level vdev; its own name if it is one by itself.</param>
/// <param name="Name">Its name: <c>da1</c>, <c>da1p2</c>, <c>gpt/a</c>; a number if the disk is missing.</param>
public sealed record PoolLeaf(string Vdev, string Name);

/// <summary>
/// Reads the disks of a pool from <c>zpool status POOL</c> (a pool that is imported) or from <c>zpool import</c> (one
/// that is not). Log, special and dedup devices belong to the pool; cache devices and idle spares hold nothing of it.
/// </summary>
public static class PoolLayout
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int MostCharacters = 64 * 1024;

    /// <summary>Reads the leaves of a pool; false if the text does not show the whole pool.</summary>
    public static bool TryParse(string text, string pool, out IReadOnlyList<PoolLeaf> leaves)
    {
        ArgumentNullException.ThrowIfNull(text);
        leaves = [];
        if (text.Length is 0 or >= MostCharacters || text[^1] != '\n')
        {
            return false;
        }

        List<(int Indent, string Name)> devices = Devices(text[..^1].Split('\n'), pool);
        var found = new List<PoolLeaf>();
        string section = "";
        string vdev = "";
        for (int index = 0; index < devices.Count; index++)
        {
            (int indent, string name) = devices[index];
            if (indent == 0)
            {
                section = name;
                continue;
            }

            vdev = indent == 2 ? name : vdev;
            bool isLeaf = index + 1 == devices.Count || devices[index + 1].Indent <= indent;
            if (isLeaf && section is not ("cache" or "spares"))
            {
                found.Add(new PoolLeaf(vdev, name));
            }
        }

        leaves = found;
        return found.Count > 0 && devices[0] == (0, pool) && !found.Exists(leaf => leaf.Vdev.Length == 0);
    }

    private const StringSplitOptions Words = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    private static List<(int Indent, string Name)> Devices(string[] lines, string pool)
    {
        var devices = new List<(int, string)>();
        int at = Array.FindIndex(lines, line => line.Trim() == $"pool: {pool}");
        bool inside = false;
        for (int index = at + 1; at >= 0 && index < lines.Length; index++)
        {
            string line = lines[index];
            string word = line.Trim();
            if (word.StartsWith("pool: ", StringComparison.Ordinal))
            {
                break;
            }

            if (!inside)
            {
                inside = word == "config:";
            }
            else if (line.Length > 1 && line[0] == '\t')
            {
                string[] words = line[1..].Split(' ', Words);
                if (words.Length > 0 && words[0] != "NAME")
                {
                    devices.Add((line[1..].Length - line[1..].TrimStart(' ').Length, words[0]));
                }
            }
        }

        return devices;
    }
}
