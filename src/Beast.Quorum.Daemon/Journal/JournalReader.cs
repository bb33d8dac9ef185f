using System.Text.Json;

namespace Beast.Quorum.Daemon.Journal;

/// <summary>Reads the journal, also while it grows and is rotated. Lines that are no events are passed over.</summary>
/// <param name="directory">Where the journal is.</param>
public sealed class JournalReader(string directory)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly string path = JournalWriter.PathIn(directory);

    /// <summary>Lines that were passed over because they could not be read.</summary>
    public long Skipped { get; private set; }

    /// <summary>The newest events, oldest first.</summary>
    /// <param name="most">How many at most.</param>
    /// <exception cref="IOException">The journal exists and cannot be read.</exception>
    public IReadOnlyList<JournalEntry> ReadLast(int most)
    {
        using JournalTail tail = new(path);
        return Newest(tail, most);
    }

    /// <summary>Gives the newest events and then every new one until cancelled.</summary>
    /// <param name="most">How many of the old ones at most.</param>
    /// <param name="seen">Receives them, in order.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="IOException">The journal exists and cannot be read.</exception>
    public void Follow(int most, Action<JournalEntry> seen, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(seen);
        using JournalTail tail = new(path);
        foreach (JournalEntry entry in Newest(tail, most))
        {
            seen(entry);
        }

        while (!cancel.IsCancellationRequested)
        {
            foreach (JournalEntry entry in Parse(tail.ReadNew()))
            {
                seen(entry);
            }

            cancel.WaitHandle.WaitOne(Poll);
        }
    }

    private List<JournalEntry> Newest(JournalTail tail, int most)
    {
        Queue<JournalEntry> newest = new();
        foreach (JournalEntry entry in Parse(JournalTail.ReadOld(path).Concat(tail.ReadNew())))
        {
            newest.Enqueue(entry);
            if (newest.Count > most)
            {
                newest.Dequeue();
            }
        }

        return [.. newest];
    }

    private IEnumerable<JournalEntry> Parse(IEnumerable<byte[]> lines)
    {
        foreach (byte[] line in lines)
        {
            JournalEntry? entry = null;
            try
            {
                entry = JsonSerializer.Deserialize(line, JournalJson.Default.JournalEntry);
            }
            catch (JsonException)
            {
                // Torn by a crash; counted below, and the rest is worth reading.
            }

            if (entry?.Id is null || entry.Text is null || entry.Name is null || entry.Level is null
                || entry.Fields is null)
            {
                Skipped++;
                continue;
            }

            yield return entry;
        }
    }
}
