using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Beast.Quorum.EndToEnd.Tests.Memory;

/// <summary>
/// Orders a running .NET process to collect its garbage, over the diagnostic port that every one of them has: a trace
/// session whose keyword <c>GCHeapCollect</c> means just that, as dotnet-gcdump starts one. The process needs no
/// switch, and runs with the settings it was shipped with. The protocol: dotnet/diagnostics,
/// documentation/design-docs/ipc-protocol.md.
/// </summary>
internal static class CollectionOrder
{
    private const byte EventPipe = 2;
    private const byte StopTracing = 1;
    private const byte CollectTracing2 = 3;
    private const int HeaderLength = 20;
    private const long CollectKeyword = 0x800000;
    private const long GcKeyword = 1;
    private const int Informational = 4;
    private const int GcEndEvent = 2;
    private const string Provider = "Microsoft-Windows-DotNETRuntime";
    private static readonly byte[] Magic = "DOTNET_IPC_V1\0"u8.ToArray();

    /// <summary>Orders a full collection and returns when the process reported its end.</summary>
    internal static void Carry(int process)
    {
        using Socket session = Connect(process);
        Send(session, CollectTracing2, [
            .. Bytes(1), .. Bytes(1), 0, .. Bytes(1), .. Bytes(CollectKeyword | GcKeyword), .. Bytes(Informational),
            .. Text(Provider), .. Bytes(0),
        ]);
        byte[] answer = Answer(session);
        using (Socket stop = Connect(process))
        {
            Send(stop, StopTracing, answer[HeaderLength..]);
            _ = Answer(stop);
        }

        Assert.That(Contains(Rest(session), GcEndEvent), Is.True, $"process {process} reported no end of a collection");
    }

    private static Socket Connect(int process)
    {
        // A killed process leaves its port behind, and its number is given out again: the newest is the living one's.
        string port = Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{process}-*-socket")
            .MaxBy(File.GetLastWriteTimeUtc)!;
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        {
            ReceiveTimeout = 60_000,
            SendTimeout = 60_000,
        };
        socket.Connect(new UnixDomainSocketEndPoint(port));
        return socket;
    }

    private static void Send(Socket socket, byte command, byte[] payload)
    {
        byte[] size = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(size, (ushort)(HeaderLength + payload.Length));
        socket.Send([.. Magic, .. size, EventPipe, command, 0, 0, .. payload]);
    }

    /// <summary>An answer with a session's id, 8 bytes; refusals have 0xFF, 0xFF as their command.</summary>
    private static byte[] Answer(Socket socket)
    {
        byte[] answer = new byte[HeaderLength + 8];
        for (int have = 0; have < answer.Length;)
        {
            int count = socket.Receive(answer.AsSpan(have));
            Assert.That(count, Is.Positive, "the diagnostic port hung up");
            have += count;
        }

        Assert.That(answer[17], Is.Zero, "the diagnostic port refused");
        return answer;
    }

    private static byte[] Rest(Socket socket)
    {
        using MemoryStream stream = new();
        using NetworkStream network = new(socket);
        network.CopyTo(stream);
        return stream.ToArray();
    }

    /// <summary>The description of an event in the stream: the provider's name, and the event's number.</summary>
    private static bool Contains(byte[] stream, int number) =>
        stream.AsSpan().IndexOf([.. Encoding.Unicode.GetBytes(Provider + "\0"), .. Bytes(number)]) >= 0;

    private static byte[] Text(string text) => [.. Bytes(text.Length + 1), .. Encoding.Unicode.GetBytes(text + "\0")];

    private static byte[] Bytes(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Bytes(long value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}
