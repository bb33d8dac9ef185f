using System.Net;
using System.Net.Sockets;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Daemon.Adapters;

namespace Beast.Quorum.Daemon.Tests.Adapters;

public class InterlinkFloodTests
{
    [Test]
    public void Datagrams_that_are_no_records_do_not_hold_the_decision_thread()
    {
        using Socket sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sender.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        EndPoint target = Free();
        InterlinkConfiguration interlink = new($"{target}", $"{sender.LocalEndPoint}");
        ClusterIdentity cluster = new(Guid.NewGuid(), 1);
        RecordKey key = new(Enumerable.Range(1, 32).Select(value => (byte)value).ToArray());
        using InterlinkSockets sockets = new([interlink], cluster, key, 0);
        for (int count = 0; count < InterlinkSockets.RejectedAtOnce + 1; count++)
        {
            sender.SendTo("no record"u8, target);
        }

        Assert.That(sockets.TryReceive(0, out _), Is.False);
        Assert.That(sockets.Rejected, Is.EqualTo(InterlinkSockets.RejectedAtOnce));
        Assert.That(sockets.TryReceive(0, out _), Is.False);
        Assert.That(sockets.Rejected, Is.EqualTo(InterlinkSockets.RejectedAtOnce + 1));
    }

    private static EndPoint Free()
    {
        using Socket probe = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return probe.LocalEndPoint!;
    }
}
