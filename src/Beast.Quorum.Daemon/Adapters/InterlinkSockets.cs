using System.Net;
using System.Net.Sockets;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Records;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>
/// The UDP sockets of the interlinks, used by the decision thread alone. A record is believed for its signature, not
/// for
/// where it came from. An interlink that cannot be sent on is counted; the peer's silence tells the rest.
/// </summary>
internal sealed class InterlinkSockets : IDisposable
{
    /// <summary>Most datagrams looked at in one call that are no records of ours: a flood must not hold it.</summary>
    internal const int RejectedAtOnce = 64;

    private readonly Socket[] sockets;
    private readonly SocketAddress[] peers;
    private readonly ClusterIdentity cluster;
    private readonly RecordKey key;
    private readonly int peer;
    private readonly byte[] datagram = new byte[2048];
    private readonly Record record = new();

    public InterlinkSockets(
        IReadOnlyList<InterlinkConfiguration> interlinks, ClusterIdentity cluster, RecordKey key, int node)
    {
        this.cluster = cluster;
        this.key = key;
        peer = 1 - node;
        sockets = new Socket[interlinks.Count];
        peers = new SocketAddress[interlinks.Count];
        for (int path = 0; path < interlinks.Count; path++)
        {
            IPEndPoint local = IPEndPoint.Parse(interlinks[path].Local);
            Socket socket = new(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
            try
            {
                socket.Bind(local);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                throw new InvalidOperationException(
                    $"Interlink {path}: cannot listen on {local}: {e.Message}. Is the address configured on this node, "
                    + "and the port free?",
                    e);
            }

            sockets[path] = socket;
            peers[path] = IPEndPoint.Parse(interlinks[path].Peer).Serialize();
        }
    }

    public int Count => sockets.Length;

    /// <summary>Datagrams that could not be sent, or were not records of ours.</summary>
    public long SendErrors { get; private set; }

    public long Rejected { get; private set; }

    public int Descriptor(int path) => (int)sockets[path].Handle;

    public void Send(ReadOnlySpan<byte> bytes)
    {
        for (int path = 0; path < sockets.Length; path++)
        {
            try
            {
                sockets[path].SendTo(bytes, SocketFlags.None, peers[path]);
            }
            catch (SocketException)
            {
                // The interface is down or its queue is full: as if the packet had been lost.
                SendErrors++;
            }
        }
    }

    /// <summary>Takes one datagram; false if there is none. What is not a record of ours is no event (S8).</summary>
    public bool TryReceive(int path, out NodeEvent e)
    {
        for (int tries = 0; tries < RejectedAtOnce; tries++)
        {
            int length = sockets[path].Receive(datagram, SocketFlags.None, out SocketError error);
            if (error == SocketError.ConnectionReset || error == SocketError.ConnectionRefused)
            {
                continue;
            }

            if (error != SocketError.Success)
            {
                e = default;
                return false;
            }

            RecordStatus status = RecordCodec.Decode(datagram.AsSpan(0, length), cluster, peer, key, record);
            if (status == RecordStatus.Valid)
            {
                e = NodeEvent.RecordReceived(path, record);
                return true;
            }

            Rejected++;
            if (status == RecordStatus.Foreign)
            {
                e = NodeEvent.ForeignReceived(path);
                return true;
            }
        }

        // There may be more; the caller comes back after its other work.
        e = default;
        return false;
    }

    public void Dispose()
    {
        foreach (Socket socket in sockets)
        {
            socket?.Dispose();
        }
    }
}
