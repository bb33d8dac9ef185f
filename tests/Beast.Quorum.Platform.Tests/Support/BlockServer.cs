using System.Net.Sockets;
using Beast.Quorum.Platform.Devices;

namespace Beast.Quorum.Platform.Tests.Support;

/// <summary>A block server in memory, one connection at a time, that can fail, hang and garble on demand.</summary>
internal sealed class BlockServer : IDisposable
{
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Thread thread;
    private volatile Socket? client;
    private volatile bool ended;

    internal BlockServer(string path, byte[] disk)
    {
        File.Delete(path);
        Disk = disk;
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(4);
        thread = new Thread(Serve) { IsBackground = true };
        thread.Start();
    }

    internal byte[] Disk { get; }

    /// <summary>Answered instead of doing anything, if not 0.</summary>
    internal volatile int Error;

    /// <summary>While reset, transfers are not answered.</summary>
    internal ManualResetEventSlim Answering { get; } = new(initialState: true);

    /// <summary>Set when a transfer waits for <see cref="Answering"/>.</summary>
    internal ManualResetEventSlim Hanging { get; } = new();

    internal volatile bool Garble;

    internal void DropConnection() => client?.Dispose();

    public void Dispose()
    {
        ended = true;
        Answering.Set();
        listener.Dispose();
        client?.Dispose();
        thread.Join();
    }

    private void Serve()
    {
        while (!ended)
        {
            try
            {
                client = listener.Accept();
                while (Answer(client))
                {
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The connection was dropped by a test, or the server is at its end.
            }

            client?.Dispose();
        }
    }

    private bool Answer(Socket socket)
    {
        byte[] request = new byte[BlockProtocol.RequestLength];
        if (!Receive(socket, request) || !BlockProtocol.TryDecode(request, out BlockRequest asked))
        {
            return false;
        }

        byte[] data = new byte[asked.Count];
        if (asked.Operation == BlockOperation.Write && !Receive(socket, data))
        {
            return false;
        }

        if (asked.Operation != BlockOperation.Size && !Answering.IsSet)
        {
            Hanging.Set();
            Answering.Wait();
        }

        int count = asked.Operation == BlockOperation.Size
            ? 512
            : (int)Math.Clamp(Disk.Length - asked.Offset, 0, asked.Count);
        int error = asked.Operation == BlockOperation.Size ? 0 : Error;
        count = error == 0 ? count : 0;
        byte[] answer = new byte[BlockProtocol.AnswerLength];
        BlockProtocol.Encode(new BlockAnswer(error, count, Disk.Length), answer);
        if (Garble)
        {
            answer[0] ^= 1;
        }

        socket.Send(answer);
        if (asked.Operation == BlockOperation.Read)
        {
            socket.Send(Disk.AsSpan((int)asked.Offset, count));
        }
        else if (asked.Operation == BlockOperation.Write && error == 0)
        {
            data.AsSpan(0, count).CopyTo(Disk.AsSpan((int)asked.Offset));
        }

        return true;
    }

    private static bool Receive(Socket socket, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int count = socket.Receive(bytes);
            if (count == 0)
            {
                return false;
            }

            bytes = bytes[count..];
        }

        return true;
    }
}
