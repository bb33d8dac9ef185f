using Beast.Quorum.EndToEnd.Tests.Support;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.EndToEnd.Tests.Daemon;

/// <summary>Two daemons with several groups.</summary>
[TestFixture]
internal sealed class PairTests
{
    [Test]
    public void Five_groups_are_served_where_they_are_preferred_and_the_survivor_takes_all_of_them()
    {
        using PairSetup pair = PairSetup.Ready(groups: 5);
        using DaemonUnderTest zero = pair.Nodes[0].Start();
        using DaemonUnderTest one = pair.Nodes[1].Start();
        zero.AwaitServing(3);
        one.AwaitServing(2);
        Assert.That(zero.Served().Select(group => group.Preferred), Has.All.Zero);
        Assert.That(one.Served().Select(group => group.Preferred), Is.All.EqualTo(1));
        zero.Kill();

        one.AwaitServing(5);
        Assert.That(pair.Groups.Where(group => !File.Exists(group.Marker(1))), Is.Empty);
        Assert.That(one.Count("claim_withdrawn"), Is.Zero);
    }

    [Test]
    public void Interlinks_over_ipv4_and_ipv6_are_both_heard()
    {
        if (!PairSetup.HasIpv6)
        {
            Assert.Ignore("this system has no IPv6 loopback");
        }

        using PairSetup pair = PairSetup.Ready();
        using DaemonUnderTest zero = pair.Nodes[0].Start();
        using DaemonUnderTest one = pair.Nodes[1].Start();

        foreach (DaemonUnderTest daemon in (DaemonUnderTest[])[zero, one])
        {
            daemon.Await(
                () => daemon.Status()?.Peer.Interlinks is [{ Heard: true, Lost: false }, { Heard: true, Lost: false }],
                "it hears its peer on both");
        }
    }

    [Test]
    public void Sigterm_of_a_standby_moves_nothing_and_of_an_owner_hands_everything_over()
    {
        using PairSetup pair = PairSetup.Ready();
        using DaemonUnderTest zero = pair.Nodes[0].Start();
        zero.AwaitServing(1);
        using (DaemonUnderTest standby = pair.Nodes[1].Start())
        {
            standby.AwaitEvent("standby");
            standby.Signal(Signals.Terminate);
            Assert.That(standby.Ended(), Is.Zero, standby.Output());
        }

        Assert.That(zero.Served(), Has.Count.EqualTo(1));
        using DaemonUnderTest one = pair.Nodes[1].Start();
        zero.Await(() => zero.Status()!.Groups[0].PeerReady, "its peer is ready");
        zero.Signal(Signals.Terminate);

        Assert.That(zero.Ended(), Is.Zero, zero.Output());
        one.AwaitServing(1);
        Assert.That(File.Exists(pair.Groups[0].Marker(0)), Is.False, "released before it ended");
        Assert.That(
            one.Journal().Last(entry => entry.Name == "ownership_published").Fields["reason"],
            Does.Contain("gave the group up"),
            "the peer need not wait for its silence");
    }

    [Test]
    public void Sixty_four_groups_are_served()
    {
        using PairSetup pair = PairSetup.Ready(groups: 64);
        using DaemonUnderTest zero = pair.Nodes[0].Start();
        using DaemonUnderTest one = pair.Nodes[1].Start();
        zero.AwaitServing(32);
        one.AwaitServing(32);

        zero.Kill();

        one.AwaitServing(64);
    }
}
