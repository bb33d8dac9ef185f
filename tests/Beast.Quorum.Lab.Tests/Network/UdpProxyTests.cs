using System.Net;
using System.Net.Sockets;
using Beast.Quorum.Lab.Network;

namespace Beast.Quorum.Lab.Tests.Network;

/// <summary>The interlink's stand-in.</summary>
public sealed class UdpProxyTests
{
    private const int Patience = 30_000;

    [TestCase("127.0.0.1")]
    [TestCase("::1")]
    public void Datagrams_pass_both_ways_and_come_from_the_side_their_receiver_knows(string address)
    {
        using var link = new Link(IPAddress.Parse(address));
        link.Send(0, 42);
        Assert.That(link.Receive(1, out EndPoint sender), Is.EqualTo(42));
        Assert.That(sender, Is.EqualTo(link.Proxy.Side1));
        link.Send(1, 43);
        Assert.That(link.Receive(0, out sender), Is.EqualTo(43));
        Assert.That(sender, Is.EqualTo(link.Proxy.Side0));
    }

    [Test]
    public void A_one_way_cut_stops_one_direction_only()
    {
        using var link = new Link(IPAddress.Loopback);
        link.Proxy.From0To1.IsCut = true;
        link.Send(0, 1);
        link.Send(1, 2);
        Assert.That(link.Receive(0, out _), Is.EqualTo(2));
        Support.Eventually.True(() => link.Proxy.From0To1.Dropped == 1, "the drop");
        link.Proxy.From0To1.IsCut = false;
        link.Send(0, 3);
        Assert.That(link.Receive(1, out _), Is.EqualTo(3), "the first one was lost, not kept");
    }

    [Test]
    public void A_full_cut_stops_both_and_can_be_mended()
    {
        using var link = new Link(IPAddress.Loopback);
        link.Proxy.IsCut = true;
        link.Send(0, 1);
        link.Send(1, 2);
        Support.Eventually.True(
            () => link.Proxy is { From0To1.Dropped: 1, From1To0.Dropped: 1 }, "two drops");
        link.Proxy.IsCut = false;
        link.Send(0, 3);
        Assert.That(link.Receive(1, out _), Is.EqualTo(3));
    }

    [Test]
    public void Loss_drops_about_its_share()
    {
        using var link = new Link(IPAddress.Loopback);
        link.Proxy.From0To1.Loss = 0.5;
        const int Count = 400;
        for (int i = 0; i < Count; i++)
        {
            link.Send(0, 1);
            // One at a time, so that nothing is lost in a full socket buffer.
            Support.Eventually.True(
                () => link.Proxy.From0To1.Dropped + link.Proxy.From0To1.Forwarded == i + 1, "the datagram's fate");
        }

        Assert.That(link.Proxy.From0To1.Dropped, Is.InRange(Count / 4, 3 * Count / 4));
    }

    [Test]
    public void A_delayed_datagram_is_overtaken_by_one_that_is_not()
    {
        using var link = new Link(IPAddress.Loopback);
        link.Proxy.From0To1.Delay = TimeSpan.FromHours(1);
        link.Send(0, 1);
        link.Send(1, 9);
        Assert.That(link.Receive(0, out _), Is.EqualTo(9));
        Support.Eventually.True(() => link.Proxy.From0To1.Waiting == 1, "the first one waits");
        link.Proxy.From0To1.Delay = TimeSpan.Zero;
        link.Send(0, 2);
        Assert.That(link.Receive(1, out _), Is.EqualTo(2));
    }

    [Test]
    public void A_node_that_is_down_does_not_break_the_cable()
    {
        using var link = new Link(IPAddress.Loopback);
        link.Close(1);
        for (int i = 0; i < 10; i++)
        {
            link.Send(0, 1);
        }

        Support.Eventually.True(() => link.Proxy.From0To1.Forwarded + link.Proxy.From0To1.Dropped == 10,
            "all ten are gone");
        link.Reopen(1);
        link.Send(0, 7);
        Assert.That(link.Receive(1, out _), Is.EqualTo(7));
    }

    private sealed class Link : IDisposable
    {
        private readonly Socket[] _nodes = new Socket[2];
        private readonly IPEndPoint[] _addresses = new IPEndPoint[2];

        internal Link(IPAddress address)
        {
            for (int node = 0; node < 2; node++)
            {
                _nodes[node] = Open(new IPEndPoint(address, 0));
                _addresses[node] = (IPEndPoint)_nodes[node].LocalEndPoint!;
            }

            Proxy = new UdpProxy(_addresses[0], _addresses[1], seed: 1);
        }

        internal UdpProxy Proxy { get; }

        internal void Send(int node, byte value) =>
            _nodes[node].SendTo([value], node == 0 ? Proxy.Side0 : Proxy.Side1);

        internal int Receive(int node, out EndPoint sender)
        {
            var buffer = new byte[16];
            sender = new IPEndPoint(_addresses[node].Address, 0);
            return _nodes[node].ReceiveFrom(buffer, ref sender) == 1 ? buffer[0] : -1;
        }

        internal void Close(int node) => _nodes[node].Dispose();

        internal void Reopen(int node) => _nodes[node] = Open(_addresses[node]);

        public void Dispose()
        {
            Proxy.Dispose();
            _nodes[0].Dispose();
            _nodes[1].Dispose();
        }

        private static Socket Open(IPEndPoint address)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
            {
                ReceiveTimeout = Patience,
            };
            try
            {
                socket.Bind(address);
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                Assert.Ignore("this machine has no " + address.Address);
            }

            return socket;
        }
    }
}
