using System.Net;
using System.Net.Sockets;
using Beast.Quorum.Lab.Network;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Tests.Network;

/// <summary>The HA link's cable.</summary>
public sealed class TcpRelayTests
{
    [Test]
    public void A_cut_keeps_the_connection_open_and_silent_and_the_data_comes_when_it_is_mended()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var relay = new TcpRelay(
            new IPEndPoint(IPAddress.Loopback, 0), (IPEndPoint)listener.LocalEndpoint);
        using var near = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        near.Connect(relay.EndPoint);
        using Socket far = listener.AcceptSocket();
        far.ReceiveTimeout = 30_000;
        near.Send([1]);
        Span<byte> got = stackalloc byte[1];
        Assert.That(far.ReadExactly(got) ? got[0] : -1, Is.EqualTo(1));

        relay.IsCut = true;
        near.Send([2]);
        Assert.That(far.Poll(100_000, SelectMode.SelectRead), Is.False, "neither data nor end of file");
        relay.IsCut = false;
        Assert.That(far.ReadExactly(got) ? got[0] : -1, Is.EqualTo(2));

        near.Dispose();
        Assert.That(far.ReadExactly(got), Is.False, "an end of file passes");
    }

    [Test]
    public void Without_a_listener_the_connection_is_closed()
    {
        int port = Support.HostPair.FreePort();
        using var relay = new TcpRelay(
            new IPEndPoint(IPAddress.Loopback, 0), new IPEndPoint(IPAddress.Loopback, port));
        using var near = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        near.ReceiveTimeout = 30_000;
        near.Connect(relay.EndPoint);
        Assert.That(near.ReadExactly(new byte[1]), Is.False);
    }
}
