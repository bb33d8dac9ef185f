using Beast.Quorum.Daemon.Tracing;

namespace Beast.Quorum.EndToEnd.Tests.Lab;

/// <summary>Reads traces as a power-off leaves them, and replays them.</summary>
internal static class Traces
{
    /// <summary>Every trace in a directory gives the same decisions again; each daemon of a pair has one.</summary>
    internal static void MustReplay(string directory)
    {
        string[] traces = [.. Of(directory)];
        long longest = 0;
        Assert.That(traces, Has.Length.GreaterThanOrEqualTo(2), "each daemon writes one");
        foreach (string trace in traces)
        {
            (long events, string? difference) = Replay(trace);
            Assert.That(difference, Is.Null, trace);

            // One that is killed while it starts has not decided anything yet.
            longest = Math.Max(longest, events);
        }

        Assert.That(longest, Is.GreaterThan(10), "a pair that ran decided something");
    }

    /// <summary>Every trace in a directory and below.</summary>
    internal static IEnumerable<string> Of(string directory) =>
        Directory.EnumerateFiles(directory, "trace-*.ndjson", SearchOption.AllDirectories);

    /// <summary>Replays one; a trace whose daemon was killed before its first line is empty.</summary>
    internal static (long Events, string? Difference) Replay(string trace) =>
        Whole(trace).Any() ? TraceReplay.Run(Whole(trace)) : (0, null);

    /// <summary>The complete lines: a power-off tears the last one.</summary>
    internal static IEnumerable<string> Whole(string path)
    {
        string text = File.ReadAllText(path);
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
