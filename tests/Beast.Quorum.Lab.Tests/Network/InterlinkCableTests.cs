using System.Net;
using System.Net.Sockets;
using Beast.Quorum.Lab.Network;

namespace Beast.Quorum.Lab.Tests.Network;

/// <summary>The interlink's stand-in, with the streams of the peer channel on its port numbers.</summary>
internal sealed class InterlinkCableTests
{
    private const int Patience = 30_000;

    [TestCase(0)]
    [TestCase(1)]
    public void Each_node_reaches_the_other_by_a_stream_to_its_peers_address(int asker)
    {
        using Ends ends = new();
        using Socket there = ends.Connect(asker);
        there.Send([42]);
        using Socket here = ends.Listeners[1 - asker].Accept();
        Assert.That(Byte(here), Is.EqualTo(42));
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    [TestCase(true, true)]
    public void A_cut_of_any_direction_holds_the_streams_until_it_is_mended(bool from0, bool from1)
    {
        using Ends ends = new();
        using Socket there = ends.Connect(0);
        there.Send([1]);
        using Socket here = ends.Listeners[1].Accept();
        Assert.That(Byte(here), Is.EqualTo(1));
        ends.Cable.Datagrams.From0To1.IsCut = from0;
        ends.Cable.Datagrams.From1To0.IsCut = from1;
        there.Send([2]);
        Assert.That(here.Poll(200_000, SelectMode.SelectRead), Is.False, "cut");
        ends.Cable.Datagrams.IsCut = false;
        Assert.That(Byte(here), Is.EqualTo(2));
    }

    private static int Byte(Socket socket)
    {
        socket.ReceiveTimeout = Patience;
        byte[] one = new byte[1];
        return socket.Receive(one) == 1 ? one[0] : -1;
    }

    private sealed class Ends : IDisposable
    {
        public Ends()
        {
            Listeners = [.. Enumerable.Range(0, 2).Select(_ =>
            {
                Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                socket.Listen(4);
                return socket;
            })];
            Cable = InterlinkCable.Lay(
                (IPEndPoint)Listeners[0].LocalEndPoint!, (IPEndPoint)Listeners[1].LocalEndPoint!, 1);
        }

        public Socket[] Listeners { get; }

        public InterlinkCable Cable { get; }

        public Socket Connect(int node)
        {
            Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(node == 0 ? Cable.Datagrams.Side0 : Cable.Datagrams.Side1);
            return socket;
        }

        public void Dispose()
        {
            Cable.Dispose();
            foreach (Socket listener in Listeners)
            {
                listener.Dispose();
            }
        }
    }
}
