using Beast.Quorum.Daemon.Tracing;
using Beast.Quorum.EndToEnd.Tests.Support;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.EndToEnd.Tests.Daemon;

/// <summary><c>daemon --trace</c>: a whole run, replayed through the machine.</summary>
[TestFixture]
internal sealed class TraceTests
{
    [Test]
    public void A_whole_run_replays_and_a_forged_line_is_found()
    {
        using PairSetup pair = PairSetup.Ready();
        string[] lines = WholeRun(pair);
        (long events, string? difference) = TraceReplay.Run(lines);
        Assert.That(difference, Is.Null);
        Assert.That(events, Is.GreaterThan(50));
        Assert.That(lines[^1], Does.StartWith("{\"wake\":"), "it is complete");

        int step = Array.FindIndex(lines, line => line.Contains("\"effect\":\"StartStep\"", StringComparison.Ordinal));
        Assert.That(TraceReplay.Run(lines.Where((_, at) => at != step)).Difference, Does.Contain("StartStep"));
    }

    [Test]
    public void A_trace_that_was_changed_anywhere_is_noticed()
    {
        using PairSetup pair = PairSetup.Ready();
        string[] lines = WholeRun(pair);
        for (int tries = 0; tries < 100; tries++)
        {
            int at = TestContext.CurrentContext.Random.Next(1, lines.Length - 1);
            bool isEvent = lines[at].StartsWith("{\"t\":", StringComparison.Ordinal);
            string[] missing = [.. lines.Where((_, index) => index != at)];
            string[] twice = [.. lines[..at], lines[at], .. lines[at..]];
            string[] changed = [.. lines];
            changed[at] = lines[at][..^1] + " }";
            Assert.Multiple(() =>
            {
                Assert.That(TraceReplay.Run(missing).Difference, Is.Not.Null, $"without {lines[at]}");
                Assert.That(TraceReplay.Run(twice).Difference, Is.Not.Null, $"twice {lines[at]}");
                Assert.That(TraceReplay.Run(changed).Difference, isEvent ? Is.Null : Is.Not.Null,
                    $"only white space of an event means nothing: {changed[at]}");
            });
        }

        // What an event says decides: a write that failed, a step that went wrong, an hour that has passed.
        Assert.Multiple(() =>
        {
            Assert.That(Forged("\"event\":\"WriteEnded\"", "\"ok\":true", "\"ok\":false"), Is.Not.Null);
            Assert.That(Forged("\"event\":\"StepEnded\"", "\"Done\"", "\"Failed\""), Is.Not.Null);
            Assert.That(Forged("\"event\":\"Tick\"", "{\"t\":", "{\"t\":9"), Is.Not.Null);
        });

        string? Forged(string mark, string was, string is_)
        {
            int at = Array.FindIndex(lines, line => line.Contains(mark, StringComparison.Ordinal)
                && line.Contains(was, StringComparison.Ordinal));
            Assert.That(at, Is.Positive, mark);
            string[] forged = [.. lines];
            forged[at] = lines[at].Replace(was, is_, StringComparison.Ordinal);
            return TraceReplay.Run(forged).Difference;
        }
    }

    [Test]
    public void A_full_disk_ends_the_trace_and_nothing_else()
    {
        const string full = "/dev/full";
        if (!File.Exists(full))
        {
            Assert.Ignore($"this system has no {full}");
        }

        using PairSetup pair = PairSetup.Ready();
        using DaemonUnderTest daemon = pair.First.Start("--trace", full);
        daemon.AwaitEvent("trace_lost");
        daemon.AwaitServing(1);

        daemon.Signal(Signals.Terminate);

        Assert.That(daemon.Ended(), Is.Zero, daemon.Output());
        Assert.That(daemon.Count("trace_lost"), Is.EqualTo(1));
        daemon.AwaitEvent("stopped");
    }

    /// <summary>The trace of a daemon that started, served and stopped.</summary>
    private static string[] WholeRun(PairSetup pair)
    {
        string trace = pair.File("trace");
        using DaemonUnderTest daemon = pair.First.Start("--trace", trace);
        daemon.AwaitServing(1);
        daemon.Signal(Signals.Terminate);
        Assert.That(daemon.Ended(), Is.Zero, daemon.Output());
        daemon.AwaitEvent("trace_started");
        return File.ReadAllLines(trace);
    }
}
