using System.Net;
using System.Net.Sockets;

namespace Beast.Quorum.Lab.Network;

/// <summary>
/// One interlink between two nodes on loopback, as a real cable carries it: the heartbeats (UDP) and, on the same port
/// numbers, the peer channel (TCP). Where the heartbeats of either direction are cut, no stream works.
/// </summary>
internal sealed class InterlinkCable : IDisposable
{
    private const int Attempts = 20;

    private InterlinkCable(UdpProxy datagrams, TcpRelay stream0, TcpRelay stream1)
    {
        Datagrams = datagrams;
        Stream0 = stream0;
        Stream1 = stream1;
        datagrams.From0To1.CutChanged += Follow;
        datagrams.From1To0.CutChanged += Follow;
    }

    /// <summary>The heartbeats, and the faults of the cable.</summary>
    public UdpProxy Datagrams { get; }

    private TcpRelay Stream0 { get; }

    private TcpRelay Stream1 { get; }

    /// <summary>Lays the cable.</summary>
    /// <param name="node0">Where node 0 listens, datagrams and streams.</param>
    /// <param name="node1">Where node 1 listens.</param>
    /// <param name="seed">For the losses.</param>
    /// <exception cref="SocketException">No ports are free.</exception>
    public static InterlinkCable Lay(IPEndPoint node0, IPEndPoint node1, int seed)
    {
        for (int attempt = 1; ; attempt++)
        {
            UdpProxy datagrams = new(node0, node1, seed);
            TcpRelay? stream0 = null;
            try
            {
                stream0 = new TcpRelay(datagrams.Side0, node1);
                return new InterlinkCable(datagrams, stream0, new TcpRelay(datagrams.Side1, node0));
            }
            catch (SocketException) when (attempt < Attempts)
            {
                // Somebody has the TCP port of that number: with other numbers again.
                stream0?.Dispose();
                datagrams.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream0.Dispose();
        Stream1.Dispose();
        Datagrams.Dispose();
    }

    private void Follow()
    {
        bool cut = Datagrams.From0To1.IsCut || Datagrams.From1To0.IsCut;
        Stream0.IsCut = cut;
        Stream1.IsCut = cut;
    }
}
