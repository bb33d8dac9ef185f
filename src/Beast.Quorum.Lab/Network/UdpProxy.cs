using System.Net;
using System.Net.Sockets;

namespace Beast.Quorum.Lab.Network;

/// <summary>
/// One interlink between two nodes on loopback, IPv4 or IPv6. Node 0 sends to <see cref="Side0"/>, which is its peer's
/// address as far as it knows, and its datagrams reach node 1 from <see cref="Side1"/>; and the other way round.
/// </summary>
public sealed class UdpProxy : IDisposable
{
    private readonly Socket _side0;
    private readonly Socket _side1;

    /// <summary>Opens both sides and starts to forward.</summary>
    /// <param name="node0">Where node 0 receives.</param>
    /// <param name="node1">Where node 1 receives; of the same address family.</param>
    /// <param name="seed">For the losses.</param>
    /// <param name="port0">The port of <see cref="Side0"/>; 0 takes a free one.</param>
    /// <param name="port1">The port of <see cref="Side1"/>; 0 takes a free one.</param>
    /// <exception cref="SocketException">A port is taken, or the address family is missing on this machine.</exception>
    public UdpProxy(IPEndPoint node0, IPEndPoint node1, int seed, int port0 = 0, int port1 = 0)
    {
        _side0 = Open(node0, port0);
        _side1 = Open(node1, port1);
        From0To1 = new ProxyDirection("interlink-0-1", _side0, _side1, node1, seed);
        From1To0 = new ProxyDirection("interlink-1-0", _side1, _side0, node0, seed + 1);
    }

    /// <summary>What node 0 is told as its peer's address.</summary>
    public IPEndPoint Side0 => (IPEndPoint)_side0.LocalEndPoint!;

    /// <summary>What node 1 is told as its peer's address.</summary>
    public IPEndPoint Side1 => (IPEndPoint)_side1.LocalEndPoint!;

    /// <summary>The direction from node 0 to node 1.</summary>
    public ProxyDirection From0To1 { get; }

    /// <summary>The direction from node 1 to node 0.</summary>
    public ProxyDirection From1To0 { get; }

    /// <summary>Cuts or mends both directions.</summary>
    public bool IsCut
    {
        get => From0To1.IsCut && From1To0.IsCut;
        set
        {
            From0To1.IsCut = value;
            From1To0.IsCut = value;
        }
    }

    /// <summary>Stops forwarding and closes the ports.</summary>
    public void Dispose()
    {
        From0To1.Stop();
        From1To0.Stop();
        _side0.Dispose();
        _side1.Dispose();
    }

    private static Socket Open(IPEndPoint node, int port)
    {
        var socket = new Socket(node.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        IPAddress loopback = node.AddressFamily == AddressFamily.InterNetworkV6
            ? IPAddress.IPv6Loopback
            : IPAddress.Loopback;
        socket.Bind(new IPEndPoint(loopback, port));
        return socket;
    }
}
