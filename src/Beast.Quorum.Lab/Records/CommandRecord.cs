using System.Globalization;

namespace Beast.Quorum.Lab.Records;

/// <summary>One tool command that a host ran.</summary>
/// <param name="Started">When the host got it, in ticks of 100 ns on the machine's monotonic clock.</param>
/// <param name="Ended">When the host answered; null if it never did.</param>
/// <param name="Command">Program and arguments, joined by blanks.</param>
/// <param name="Exit">The exit code; null if the host never answered.</param>
public sealed record CommandRecord(long Started, long? Ended, string Command, int? Exit)
{
    /// <summary>Reads a host's command log; a missing file is an empty one.</summary>
    /// <param name="path">See <see cref="Nodes.LabDirectory.CommandLog"/>.</param>
    /// <returns>The commands in the order of their start; those of earlier boots are included.</returns>
    public static IReadOnlyList<CommandRecord> Load(string path)
    {
        var records = new List<CommandRecord>();
        // Ids start again at every boot: an end belongs to the last start with its id.
        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        if (!File.Exists(path))
        {
            return records;
        }

        foreach (string line in File.ReadLines(path))
        {
            string[] words = line.Split(' ', 4);
            if (words.Length < 4 || !long.TryParse(words[0], CultureInfo.InvariantCulture, out long at))
            {
                continue;
            }

            if (words[1] == "start")
            {
                open[words[2]] = records.Count;
                records.Add(new CommandRecord(at, null, words[3], null));
            }
            else if (words[1] == "end" && open.Remove(words[2], out int index))
            {
                int exit = int.Parse(words[3], CultureInfo.InvariantCulture);
                records[index] = records[index] with { Ended = at, Exit = exit };
            }
        }

        return records;
    }
}
