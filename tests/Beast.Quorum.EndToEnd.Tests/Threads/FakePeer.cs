using System.Net;
using System.Net.Sockets;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Records;

namespace Beast.Quorum.EndToEnd.Tests.Threads;

/// <summary>
/// Stands for a standby: answers every record on the path on which it came, with a signed one that acknowledges it, and
/// keeps its register going.
/// </summary>
internal sealed class FakePeer : IDisposable
{
    private readonly BeastqConfiguration configuration;
    private readonly RecordKey key;
    private readonly Guid cluster;
    private readonly Socket[] sockets;
    private readonly FileStream register;
    private readonly Thread[] threads;
    private readonly Lock gate = new();
    private readonly Record own;
    private int block;

    /// <summary>Plays the peer of the node that has this configuration.</summary>
    internal FakePeer(BeastqConfiguration configuration, RecordKey key, Guid cluster)
    {
        this.configuration = configuration;
        this.key = key;
        this.cluster = cluster;
        own = new Record
        {
            Node = (byte)(1 - configuration.Node),
            BootId = Guid.NewGuid(),
            Incarnation = 77,
            Sequence = 1UL << 32,
            TimingFingerprint = configuration.Timing.Fingerprint,
            GroupCount = 1,
        };
        own.Groups[0] = new GroupEntry { Role = GroupRole.None, Target = GroupEntry.NoTarget };
        register = new FileStream(
            configuration.QuorumDevice.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        sockets = [.. configuration.Interlinks.Select(link => Listen(link.Peer))];
        threads = [.. sockets.Select((socket, path) => new Thread(() => Answer(socket)) { Name = $"peer {path}" })];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }
    }

    /// <summary>Records of the node that were valid.</summary>
    internal long Heard { get; private set; }

    public void Dispose()
    {
        foreach (Socket socket in sockets)
        {
            socket.Dispose();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        register.Dispose();
    }

    private static Socket Listen(string address)
    {
        IPEndPoint end = IPEndPoint.Parse(address);
        Socket socket = new(end.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(end);
        return socket;
    }

    private void Answer(Socket socket)
    {
        byte[] bytes = new byte[2048];
        byte[] answer = new byte[DeviceLayout.BlockSize];
        Record heard = new();
        SocketAddress from = new(socket.AddressFamily);
        ClusterIdentity identity = new(cluster, configuration.Timing.Fingerprint);
        try
        {
            while (true)
            {
                int length = socket.ReceiveFrom(bytes, SocketFlags.None, from);
                if (RecordCodec.Decode(bytes.AsSpan(0, length), identity, configuration.Node, key, heard)
                    == RecordStatus.Valid)
                {
                    socket.SendTo(answer.AsSpan(0, Take(heard, answer)), SocketFlags.None, from);
                }
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private int Take(Record heard, byte[] answer)
    {
        lock (gate)
        {
            Heard++;
            own.AckIncarnation = heard.Incarnation;
            own.AckSequence = heard.Sequence;
            own.Sequence++;
            Array.Clear(answer);
            int length = RecordCodec.Encode(own, cluster, key, answer);
            register.Position = DeviceLayout.BlockOffset(own.Node, block);
            register.Write(answer);
            block = (block + 1) % DeviceLayout.RingBlocks;
            return length;
        }
    }
}
