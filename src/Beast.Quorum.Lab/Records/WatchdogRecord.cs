using System.Globalization;

namespace Beast.Quorum.Lab.Records;

/// <summary>One line of a watchdog's log.</summary>
/// <param name="Event">
/// <c>armed</c>, <c>disarmed</c>, or what ended the node: <c>fired</c>, <c>poweroff</c>, <c>selffence</c>,
/// <c>lifeline</c>.
/// </param>
/// <param name="At">When; for an end, the moment when every process was gone. In ticks of 100 ns.</param>
/// <param name="Detail">The effective nanoseconds of <c>armed</c>, the reason of <c>selffence</c>.</param>
public sealed record WatchdogRecord(string Event, long At, string Detail)
{
    /// <summary>Whether the node's processes were killed.</summary>
    public bool IsDeath => Event is "fired" or "poweroff" or "selffence" or "lifeline";

    /// <summary>Reads a watchdog's log; a missing file is an empty one.</summary>
    /// <param name="path">See <see cref="Nodes.LabDirectory.WatchdogLog"/>.</param>
    public static IReadOnlyList<WatchdogRecord> Load(string path)
    {
        var records = new List<WatchdogRecord>();
        foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            string[] words = line.Split(' ', 3);
            if (words.Length >= 2 && long.TryParse(words[1], CultureInfo.InvariantCulture, out long at))
            {
                records.Add(new WatchdogRecord(words[0], at, words.Length > 2 ? words[2] : ""));
            }
        }

        return records;
    }

    /// <summary>What is armed now, in nanoseconds; 0: nothing.</summary>
    /// <param name="path">The watchdog's log.</param>
    public static long Armed(string path) =>
        Load(path) is [.., { Event: "armed" } last]
        && long.TryParse(last.Detail, CultureInfo.InvariantCulture, out long nanoseconds) ? nanoseconds : 0;
}
