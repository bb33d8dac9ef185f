using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Recovery;

/// <summary>Reads the rows under <c>config:</c> of <c>zpool status</c>: what a pool is made of.</summary>
internal static class ConfigurationRows
{
    private static readonly System.Buffers.SearchValues<char> CounterCharacters =
        System.Buffers.SearchValues.Create("0123456789.KMGTPE");

    /// <summary>Reads the rows below the header; without a header there are none to read.</summary>
    public static bool TryParse(IReadOnlyList<string> lines, out IReadOnlyList<PoolDevice> devices)
    {
        var rows = new List<PoolDevice>();
        devices = rows;
        bool header = false;
        foreach (string line in lines)
        {
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (!header)
            {
                header = words is ["NAME", "STATE", "READ", "WRITE", "CKSUM", ..];
                continue;
            }

            // One word is the title of a part: logs, cache, spares, special.
            if (words.Length < 2)
            {
                continue;
            }

            if (Row(words) is not { } row)
            {
                return false;
            }

            rows.Add(row);
        }

        return header;
    }

    private static PoolDevice? Row(string[] words)
    {
        if (!PoolStatusText.IsState(words[1]))
        {
            return null;
        }

        if (words.Length >= 5 && IsCounter(words[2]) && IsCounter(words[3]) && IsCounter(words[4]))
        {
            string note = OneLine.Of(string.Join(' ', words.Skip(5)));
            return new PoolDevice(OneLine.Of(words[0]), words[1], words[2], words[3], words[4], note);
        }

        // Spares have no counters; whatever else has none cannot be judged.
        return words[1] is "AVAIL" or "INUSE" or "UNAVAIL" or "FAULTED"
            ? new PoolDevice(OneLine.Of(words[0]), words[1], "0", "0", "0", OneLine.Of(string.Join(' ', words.Skip(2))))
            : null;
    }

    private static bool IsCounter(string word) =>
        word.Length <= 12 && char.IsAsciiDigit(word[0]) && word.AsSpan().IndexOfAnyExcept(CounterCharacters) < 0;
}
