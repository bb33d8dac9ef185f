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
        string trace = pair.File("trace");
        using (DaemonUnderTest daemon = pair.First.Start("--trace", trace))
        {
            daemon.AwaitServing(1);
            daemon.Signal(Signals.Terminate);
            Assert.That(daemon.Ended(), Is.Zero, daemon.Output());
            daemon.AwaitEvent("trace_started");
        }

        string[] lines = File.ReadAllLines(trace);
        (long events, string? difference) = TraceReplay.Run(lines);
        Assert.That(difference, Is.Null);
        Assert.That(events, Is.GreaterThan(50));
        Assert.That(lines[^1], Does.StartWith("{\"wake\":"), "it is complete");

        int step = Array.FindIndex(lines, line => line.Contains("\"effect\":\"StartStep\"", StringComparison.Ordinal));
        Assert.That(TraceReplay.Run(lines.Where((_, at) => at != step)).Difference, Does.Contain("StartStep"));
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
}
