using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Daemon.CommandLine;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Daemon.Hosting;
using Beast.Quorum.Daemon.Reporting;
using Beast.Quorum.Daemon.Security;
using Beast.Quorum.EndToEnd.Tests.Support;
using Beast.Quorum.Platform.Files;
using Serilog;

namespace Beast.Quorum.EndToEnd.Tests.Threads;

/// <summary>The threads that deadlines depend on give the garbage collector nothing to do.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class AllocationTests
{
    private const int MostWindows = 10;

    // Quick beats, so that thousands pass in a minute; patient limits, so that a busy machine makes nobody late.
    private const string QuickBeats =
        "{heartbeat: 10ms, longest_cycle: 2s, settle_limit: 4100ms, suspect_after: 5s, lease: 15s, "
        + "demote_budget: 2s, watchdog: 1073ms, margin: 500ms}";

    [Test]
    public void A_thousand_quiet_cycles_allocate_nothing_on_the_decision_and_the_device_thread()
    {
        using PairSetup pair = PairSetup.Ready();
        pair.First.Timing = QuickBeats;
        pair.First.Write();
        pair.First.Do("device", "init", "--force");
        BeastqConfiguration configuration = ConfigurationFile.Load(pair.First.Configuration).Configuration;
        RecordKey key = new(KeyFile.Load(configuration.KeyFile));
        Directory.CreateDirectory(configuration.RunDirectory);
        using InstanceLock instance = InstanceLock.TryAcquire(Path.Combine(configuration.RunDirectory, "lock"), out _)!;
        using Serilog.Core.Logger log = new LoggerConfiguration().CreateLogger();
        using Reporter reporter = new(
            new EventWriter(["g0"]), log, configuration.StateDirectory, configuration.Node, _ => { });
        using DaemonRuntime runtime = DaemonRuntime.Build(
            new DaemonOptions(pair.First.Configuration, null, false), configuration, key, instance, reporter);
        using FakePeer peer = new(configuration, key, ClusterFile.Read(configuration.StateDirectory)!.Value);
        Thread decisions = new(runtime.Loop.Run) { Name = "decisions" };
        decisions.Start();
        try
        {
            Measure(runtime);
            Assert.That(peer.Heard, Is.GreaterThan(1000), "both paths were in use");
            Assert.That(File.Exists(pair.Groups[0].Marker(0)), Is.True, "as an owner, which renews at every cycle");
        }
        finally
        {
            runtime.Desk.Post(id => new OperatorCommand.Stop(id));
            Assert.That(decisions.Join(TimeSpan.FromSeconds(60)), Is.True, "the loop ends when it is told");
        }
    }

    /// <summary>The first thousands compile and start; the runtime may recompile in some that follow.</summary>
    private static void Measure(DaemonRuntime runtime)
    {
        long decided = -1, device = -1;
        List<string> seen = [];
        for (int window = 0; window < MostWindows && (decided != 0 || device != 0); window++)
        {
            long iterations = runtime.Loop.Iterations / 1000;
            long requests = runtime.Device.Requests / 1000;
            int least = window == 0 ? 4 : 1;
            Eventually.True(
                () => runtime.Loop.Iterations / 1000 >= iterations + least && runtime.Device.Requests / 1000 > requests,
                "another thousand iterations",
                () => $"{runtime.Loop.Iterations} iterations, {runtime.Device.Requests} requests");
            decided = runtime.Loop.AllocatedInLastThousand;
            device = runtime.Device.AllocatedInLastThousand;
            seen.Add($"{decided} and {device} bytes");
        }

        Assert.That((decided, device), Is.EqualTo((0L, 0L)), () => string.Join("; ", seen));
        TestContext.Out.WriteLine($"allocated by decisions and device in each window: {string.Join("; ", seen)}");
    }
}
