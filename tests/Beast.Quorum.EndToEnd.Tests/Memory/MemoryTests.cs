using System.Diagnostics;
using System.Globalization;
using Beast.Quorum.EndToEnd.Tests.Support;

namespace Beast.Quorum.EndToEnd.Tests.Memory;

/// <summary>A daemon that runs for months must not grow: what it holds after collections.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class MemoryTests
{
    private const long MostGrowthKb = 2048;

    /// <summary>
    /// What is asked before the first look, so that code is compiled and buffers are there: all that a daemon gets once
    /// in its life is no growth.
    /// </summary>
    private const int Warming = 300;

    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromSeconds(1);

    // The long form is the one that is meant: minute 10 against minute 2. The short one only sees a quick leak.
    private static readonly TimeSpan First = LongForm.IsWanted ? TimeSpan.FromMinutes(2) : TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Second = LongForm.IsWanted ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(30);

    [Test]
    public void What_a_daemon_holds_after_a_collection_does_not_grow()
    {
        if (!File.Exists("/proc/self/status"))
        {
            Assert.Ignore("this system has no /proc/PID/status, where the anonymous memory of a process stands");
        }

        using PairSetup pair = PairSetup.Ready();
        pair.WritesTraces = false;

        // How quick they are is no matter here, but a busy machine must not make an owner give up.
        foreach (NodeSetup node in pair.Nodes)
        {
            node.Timing = "bq-compat";
            node.Launcher = ["/usr/bin/env", RcScript.Environment()];
            node.Write();
        }

        pair.First.Do("device", "init", "--force");
        Stopwatch watch = Stopwatch.StartNew();
        using DaemonUnderTest zero = pair.Nodes[0].Start();
        using DaemonUnderTest one = pair.Nodes[1].Start();
        zero.AwaitServing(1);
        zero.Await(() => zero.Status()!.Groups[0].PeerReady, "its peer is ready");
        DaemonUnderTest[] daemons = [zero, one];
        for (int question = 0; question < Warming; question++)
        {
            Ask(daemons);
        }

        long[] before = Measure(daemons, watch, First);
        long[] after = Measure(daemons, watch, Second);

        for (int node = 0; node < daemons.Length; node++)
        {
            string line = string.Create(CultureInfo.InvariantCulture,
                $"node {node}: RssAnon {before[node]} kB at {First}, {after[node]} kB at {Second}");
            TestContext.Progress.WriteLine(line);
        }

        Assert.Multiple(() =>
        {
            for (int node = 0; node < daemons.Length; node++)
            {
                Assert.That(after[node] - before[node], Is.LessThan(MostGrowthKb), $"node {node}");
            }

            Assert.That(zero.Served(), Has.Count.EqualTo(1), "it served all the time");
        });
    }

    /// <summary>Asks for the status until then, as a monitoring does, and looks.</summary>
    private static long[] Measure(DaemonUnderTest[] daemons, Stopwatch watch, TimeSpan at)
    {
        while (watch.Elapsed < at)
        {
            // Growth is a matter of time, so time must pass: there is no event to wait for.
            Ask(daemons);
            Thread.Sleep(BetweenQuestions);
        }

        return [.. daemons.Select(daemon => HeldMemory.InKb(daemon.Pid))];
    }

    private static void Ask(DaemonUnderTest[] daemons) => Assert.That(
        daemons.Select(daemon => daemon.Status()), Has.None.Null,
        () => string.Join('\n', daemons.Select(daemon => daemon.Output())));
}
