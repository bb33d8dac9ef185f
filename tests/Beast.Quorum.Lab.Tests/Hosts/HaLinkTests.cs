using System.Net;
using Beast.Quorum.Lab.Ctl;
using Beast.Quorum.Lab.Network;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Hosts;

/// <summary>The HA link: states, loss by end of file, loss by silence.</summary>
public sealed class HaLinkTests
{
    [Test]
    public void The_link_goes_from_0_to_1_to_2_and_the_console_says_so()
    {
        using var pair = new HostPair();
        Assert.That(pair.A.Ctl.Link.State, Is.Zero);
        pair.ConnectLink();
        Assert.That(pair.Console(0), Does.Contain("CTL: HA link status changed from 0 to 1")
            .And.Contain("CTL: HA link status changed from 1 to 2"));
    }

    [Test]
    public void A_peer_that_dies_is_noticed_and_found_again_after_its_boot()
    {
        using var pair = new HostPair();
        pair.ConnectLink();
        pair.Boot(1);
        Eventually.True(() => pair.A.Ctl.Link.State == 1, "the loss of the peer");
        pair.Do(1, $"sysctl kern.cam.ctl.ha_peer=\"connect 127.0.0.1:{pair.LinkPort}\"");
        pair.WaitForLink(2);
    }

    [Test]
    public void A_cut_cable_is_noticed_by_silence_on_both_heads_and_heals()
    {
        using var pair = new HostPair(keepAliveMilliseconds: 100);
        using var relay = new TcpRelay(
            new IPEndPoint(IPAddress.Loopback, 0), new IPEndPoint(IPAddress.Loopback, pair.LinkPort));
        pair.ConnectLink(relay.EndPoint.Port);
        relay.IsCut = true;
        pair.WaitForLink(1);
        relay.IsCut = false;
        pair.WaitForLink(2);
    }

    [Test]
    public void Clearing_the_peer_gives_0_here_and_1_there()
    {
        using var pair = new HostPair();
        pair.ConnectLink();
        pair.Do(1, "sysctl kern.cam.ctl.ha_peer=");
        Assert.That(pair.B.Ctl.Link.State, Is.Zero);
        Eventually.True(() => pair.A.Ctl.Link.State == 1, "the peer's end");
    }

    [TestCase("connect 127.0.0.1:7777", true)]
    [TestCase("listen 127.0.0.1", true)]
    [TestCase("connect 300.1.1.1:7777", true)]
    [TestCase("connect 127.0.0.1:99999", true)]
    [TestCase("listen 192.068.56.103:7777", true)]
    [TestCase("listen", false)]
    [TestCase("Listen 127.0.0.1", false)]
    [TestCase("connect  127.0.0.1", false)]
    [TestCase("connect ctrl-a:7777", false)]
    [TestCase("connect ::1", false)]
    [TestCase("connect 127.0.0.1:", false)]
    public void The_peers_grammar_is_the_kernels(string text, bool accepted)
    {
        Assert.That(HaPeerAddress.Parse(text) is not null, Is.EqualTo(accepted));
    }

    [Test]
    public void Numbers_of_an_address_are_decimal_whatever_stands_before_them() =>
        Assert.That(HaPeerAddress.Parse("connect 010.0.0.08:7777")?.EndPoint?.ToString(), Is.EqualTo("10.0.0.8:7777"));
}
