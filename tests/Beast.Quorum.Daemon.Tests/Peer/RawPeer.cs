using System.Net;
using System.Net.Sockets;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Daemon.Peer;

namespace Beast.Quorum.Daemon.Tests.Peer;

/// <summary>A client that sends what it likes.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public RawPeer(IPEndPoint address)
    {
        socket.Connect(address);
        socket.ReceiveTimeout = (int)PeerBench.Patience.TotalMilliseconds;
    }

    /// <summary>The server's greeting.</summary>
    public byte[] Greeting()
    {
        byte[] greeting = new byte[PeerCodec.GreetingLength];
        Assert.That(Read(greeting), Is.EqualTo(greeting.Length), "a greeting comes");
        return greeting;
    }

    public void Send(params IEnumerable<byte[]> parts)
    {
        foreach (byte[] part in parts)
        {
            socket.Send(part);
        }
    }

    /// <summary>A whole question, well signed for a greeting.</summary>
    public static byte[] Question(byte[] greeting, int node = 1, RecordKey? key = null)
    {
        byte[] body = PeerCodec.Words(["echo", "there"]);
        byte[] head = PeerCodec.QuestionHead(node, new byte[PeerCodec.NonceLength], body.Length);
        return [.. head, .. body, .. PeerCodec.SignQuestion(key ?? PeerBench.Key, greeting, head, body)];
    }

    /// <summary>Sends no more.</summary>
    public void Finish() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Everything that comes until the server closes.</summary>
    public byte[] Rest()
    {
        byte[] rest = new byte[64 * 1024];
        return rest[..Read(rest)];
    }

    public void Dispose() => socket.Dispose();

    private int Read(byte[] buffer)
    {
        int filled = 0;
        while (filled < buffer.Length)
        {
            int count = socket.Receive(buffer.AsSpan(filled), SocketFlags.None, out SocketError error);
            Assert.That(error, Is.AnyOf(SocketError.Success, SocketError.ConnectionReset), "the server closes in time");
            if (count == 0)
            {
                break;
            }

            filled += count;
        }

        return filled;
    }
}
