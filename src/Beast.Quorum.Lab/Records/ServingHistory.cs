using System.Globalization;
using Beast.Quorum.Lab.Nodes;

namespace Beast.Quorum.Lab.Records;

/// <summary>
/// Both hosts' records on one clock, with the moments of their deaths, which only the outside can know. Ask for the
/// intervals after all deaths have been added.
/// </summary>
public sealed class ServingHistory
{
    private readonly List<(long At, string[] Words)>[] _events = [[], []];
    private readonly List<(int Node, string Pool, long At)> _excused = [];

    /// <summary>Reads the records of a lab's hosts; a host that never booted has none.</summary>
    public static ServingHistory Load(LabDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var history = new ServingHistory();
        for (int node = 0; node < 2; node++)
        {
            string path = directory.ServingLog(node);
            if (File.Exists(path))
            {
                foreach (string line in File.ReadLines(path))
                {
                    history.Add(node, line);
                }
            }
        }

        return history;
    }

    /// <summary>Adds a line of a host's record.</summary>
    /// <exception cref="InvalidDataException">The line does not begin with a time.</exception>
    public void Add(int node, string line)
    {
        string[] words = line.Split(' ');
        if (words.Length < 2 || !long.TryParse(words[0], CultureInfo.InvariantCulture, out long at))
        {
            throw new InvalidDataException($"serving record of node {node}: '{line}' does not begin with a time");
        }

        _events[node].Add((at, words[1..]));
    }

    /// <summary>From that moment on the host could do nothing any more, until it boots again.</summary>
    public void HostDied(int node, long ticks) => _events[node].Add((ticks, ["died"]));

    /// <summary>
    /// From that moment on the disks refused all writes of the host, or took them again: what it has imported does not
    /// count in between.
    /// </summary>
    public void ShutOut(int node, long ticks, bool isOut) => _events[node].Add((ticks, [isOut ? "shut" : "let"]));

    /// <summary>
    /// The next import of that pool there was made by the lab's own hand: that it overlaps another is no finding.
    /// </summary>
    public void Excuse(int node, string pool, long ticks) => _excused.Add((node, pool, ticks));

    /// <summary>When the host booted, in order.</summary>
    public IReadOnlyList<long> Boots(int node) =>
        _events[node].FindAll(entry => entry.Words[0] == "boot").ConvertAll(entry => entry.At);

    /// <summary>The intervals of a node; what had not ended is taken to last until <paramref name="end"/>.</summary>
    public IReadOnlyList<ServingInterval> Intervals(int node, ServingKind kind, long end)
    {
        var sorted = new List<(long At, string[] Words)>(_events[node]);
        // A death and what follows it may carry the same time; List.Sort is not stable, the order of lines is kept.
        var order = new List<int>(Enumerable.Range(0, sorted.Count));
        order.Sort((a, b) => sorted[a].At != sorted[b].At ? sorted[a].At.CompareTo(sorted[b].At) : a.CompareTo(b));
        var open = new Dictionary<string, long>(StringComparer.Ordinal);
        var intervals = new List<ServingInterval>();
        var shut = new HashSet<string>(StringComparer.Ordinal);
        foreach (int index in order)
        {
            (long at, string[] words) = sorted[index];
            if (words[0] is "boot" or "died")
            {
                foreach ((string subject, long from) in open)
                {
                    intervals.Add(new ServingInterval(node, kind, subject, from, at));
                }

                open.Clear();
                shut.Clear();
            }
            else if (words[0] == "shut")
            {
                intervals.AddRange(open.Select(one => new ServingInterval(node, kind, one.Key, one.Value, at)));
                shut.UnionWith(open.Keys);
                open.Clear();
            }
            else if (words[0] == "let")
            {
                foreach (string subject in shut)
                {
                    open.TryAdd(subject, at);
                }

                shut.Clear();
            }
            else if (Change(words, kind) is { } change)
            {
                if (change.Able)
                {
                    open.TryAdd(change.Subject, at);
                }
                else if (!shut.Remove(change.Subject) && open.Remove(change.Subject, out long from))
                {
                    intervals.Add(new ServingInterval(node, kind, change.Subject, from, at));
                }
            }
        }

        foreach ((string subject, long from) in open)
        {
            intervals.Add(new ServingInterval(node, kind, subject, from, Math.Max(from, end)));
        }

        foreach ((_, string pool, long at) in kind == ServingKind.Import
            ? _excused.FindAll(excused => excused.Node == node) : [])
        {
            if (intervals.FindAll(interval => interval.Subject == pool && interval.From >= at) is [_, ..] later)
            {
                intervals.Remove(later.MinBy(interval => interval.From)!);
            }
        }

        return intervals;
    }

    private static (string Subject, bool Able)? Change(string[] words, ServingKind kind) => (kind, words) switch
    {
        (ServingKind.Import, ["pool", { } name, { } ability]) => (name, ability == "rw"),
        (ServingKind.Serve, ["lun", { } lun, { } pool, { } state]) => ($"{pool} {lun}", state == "writable"),
        _ => null,
    };
}
