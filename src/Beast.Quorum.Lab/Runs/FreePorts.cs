using System.Net;
using System.Net.Sockets;

namespace Beast.Quorum.Lab.Runs;

/// <summary>
/// Ports that nobody uses, held while the lab's own sockets are made, so that none of those gets one of them. The
/// daemons
/// and hosts bind them after that.
/// </summary>
internal sealed class FreePorts : IDisposable
{
    private readonly List<Socket> held = [];

    public FreePorts()
    {
        Udp0 = Hold(SocketType.Dgram, ProtocolType.Udp);
        Udp1 = Hold(SocketType.Dgram, ProtocolType.Udp);
        Tcp = Hold(SocketType.Stream, ProtocolType.Tcp);
        Portals = [Hold(SocketType.Stream, ProtocolType.Tcp), Hold(SocketType.Stream, ProtocolType.Tcp)];
    }

    public IPEndPoint Udp0 { get; }

    public IPEndPoint Udp1 { get; }

    public IPEndPoint Tcp { get; }

    /// <summary>For the portal of each node, where that must be known before the node is switched on.</summary>
    public IPEndPoint[] Portals { get; }

    public void Dispose() => held.ForEach(socket => socket.Dispose());

    private IPEndPoint Hold(SocketType type, ProtocolType protocol)
    {
        Socket socket = new(AddressFamily.InterNetwork, type, protocol);
        held.Add(socket);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }
}
