using Beast.Quorum.Daemon.Adapters;
using Beast.Quorum.EndToEnd.Tests.Support;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.SelfFencing;

namespace Beast.Quorum.EndToEnd.Tests.Daemon;

/// <summary>
/// An owner that no watchdog resets is stopped for longer than the peer waits, and goes on: the last line of defence.
/// </summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class LongPauseTests
{
    [Test]
    public void An_owner_that_continues_after_its_peer_took_over_serves_no_more_and_runs_no_command()
    {
        using PairSetup pair = PairSetup.Ready();
        using DaemonUnderTest zero = pair.Nodes[0].Start();
        zero.AwaitServing(1);
        using DaemonUnderTest one = pair.Nodes[1].Start();
        zero.Await(() => zero.Status()!.Groups[0].PeerReady, "its peer is ready");
        string[] commands = File.ReadAllLines(pair.Groups[0].Log(0));

        zero.Signal(Signals.Stop);
        one.AwaitServing(1);
        zero.Signal(Signals.Continue);

        // Time is looked at first: its lease is over, its pool still there, so it resets its host, here its process.
        Assert.That(zero.Ended(), Is.EqualTo(128 + Signals.Kill), zero.Output);
        Assert.That(
            Sentinel.Read(Path.Combine(pair.First.StateDirectory, SelfFencing.FileName)),
            Does.Contain("lease of group g0 ended"), "the journal may not have been written any more, this must");
        Assert.That(File.ReadAllLines(pair.Groups[0].Log(0)), Is.EqualTo(commands), "it ran no command of the group");
        Assert.That(one.Served(), Has.Count.EqualTo(1));
        Assert.That(one.Count("demotion_begun"), Is.Zero);

        // Its marker still stands for an imported pool, in the same boot: it must not serve again.
        using DaemonUnderTest again = pair.Nodes[0].Start();
        Assert.That(again.Ended(), Is.EqualTo(128 + Signals.Kill), again.Output);
        Assert.That(again.Count("adopted"), Is.Zero);
        Assert.That(one.Served(), Has.Count.EqualTo(1));
    }
}
