using System.Text.Json;
using Beast.Quorum.Lab.Nodes;

namespace Beast.Quorum.Lab.Runs;

/// <summary>Follows the journals of both daemons: for the timeline, and to count what they did.</summary>
internal sealed class JournalTail : IDisposable
{
    private const int PauseMilliseconds = 30;

    // Steps, late wake-ups and the like are in the journal; the timeline tells the story.
    private static readonly HashSet<string> Quiet =
        ["step_ended", "note", "late", "peer_heard", "started", "stopped", "ordered", "trace_started", "not_realtime"];

    private readonly LabDirectory directory;
    private readonly Timeline timeline;
    private readonly ManualResetEventSlim stop = new(false);
    private readonly long[] read = new long[2];
    private readonly List<JournalLine> lines = [];
    private readonly Lock gate = new();
    private readonly Thread thread;

    public JournalTail(LabDirectory directory, Timeline timeline)
    {
        this.directory = directory;
        this.timeline = timeline;
        thread = new Thread(Follow) { IsBackground = true, Name = "journals" };
        thread.Start();
    }

    /// <summary>How often an event was written since a moment.</summary>
    public int Count(string name, long since, int? node = null)
    {
        lock (gate)
        {
            return lines.Count(line => line.Name == name && line.At >= since && (node is null || line.Node == node));
        }
    }

    /// <summary>What a node said since a moment.</summary>
    public IReadOnlyList<string> Texts(int node, long since)
    {
        lock (gate)
        {
            return [.. lines.Where(line => line.Node == node && line.At >= since).Select(line => line.Text)];
        }
    }

    public void Dispose()
    {
        stop.Set();
        thread.Join();
        Read(0);
        Read(1);
        stop.Dispose();
    }

    private void Follow()
    {
        while (!stop.Wait(PauseMilliseconds))
        {
            Read(0);
            Read(1);
        }
    }

    private void Read(int node)
    {
        string path = Path.Combine(LabFiles.StateDirectory(directory, node), "events.jsonl");
        if (!File.Exists(path))
        {
            return;
        }

        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length < read[node])
        {
            read[node] = 0;
        }

        file.Seek(read[node], SeekOrigin.Begin);
        using StreamReader reader = new(file);
        string text = reader.ReadToEnd();
        int end = text.LastIndexOf('\n') + 1;
        read[node] += System.Text.Encoding.UTF8.GetByteCount(text.AsSpan(0, end));
        foreach (string line in text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Take(node, line);
        }
    }

    private void Take(int node, string line)
    {
        JsonElement entry;
        try
        {
            entry = JsonDocument.Parse(line).RootElement;
        }
        catch (JsonException)
        {
            // Torn by a power-off in the middle of a line, as a journal may be.
            return;
        }

        long at = entry.GetProperty("mono_ms").GetInt64() * TimeSpan.TicksPerMillisecond;
        string name = entry.GetProperty("name").GetString()!;
        string text = entry.GetProperty("text").GetString()!;
        lock (gate)
        {
            lines.Add(new JournalLine(at, node, name, text));
        }

        if (!Quiet.Contains(name))
        {
            bool alert = entry.GetProperty("level").GetString() is "alert" or "critical";
            timeline.Said(Math.Max(at, 0), node, text, alert);
        }
    }

    private sealed record JournalLine(long At, int Node, string Name, string Text);
}
