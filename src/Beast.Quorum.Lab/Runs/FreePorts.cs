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
    private const int Attempts = 20;
    private readonly List<Socket> held = [];

    public FreePorts()
    {
        Udp0 = HoldBoth();
        Udp1 = HoldBoth();
        Tcp = Hold(SocketType.Stream, ProtocolType.Tcp);
        Portals = [Hold(SocketType.Stream, ProtocolType.Tcp), Hold(SocketType.Stream, ProtocolType.Tcp)];
    }

    public IPEndPoint Udp0 { get; }

    public IPEndPoint Udp1 { get; }

    public IPEndPoint Tcp { get; }

    /// <summary>For the portal of each node, where that must be known before the node is switched on.</summary>
    public IPEndPoint[] Portals { get; }

    public void Dispose() => held.ForEach(socket => socket.Dispose());

    /// <summary>A number that is free for heartbeats (UDP) and for the peer channel (TCP).</summary>
    private IPEndPoint HoldBoth()
    {
        for (int attempt = 1; ; attempt++)
        {
            IPEndPoint end = Hold(SocketType.Dgram, ProtocolType.Udp);
            try
            {
                return Hold(SocketType.Stream, ProtocolType.Tcp, end.Port);
            }
            catch (SocketException) when (attempt < Attempts)
            {
                // Somebody has the TCP port of that number: another one.
            }
        }
    }

    private IPEndPoint Hold(SocketType type, ProtocolType protocol, int port = 0)
    {
        Socket socket = new(AddressFamily.InterNetwork, type, protocol);
        held.Add(socket);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return (IPEndPoint)socket.LocalEndPoint!;
    }
}
