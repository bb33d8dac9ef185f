using System.Net.Sockets;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>Unix stream sockets for the targets: a listener, and a side that sends an input in pieces.</summary>
internal static class SocketPair
{
    public static Socket New() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public static Socket Listen(string path)
    {
        Socket listener = New();
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(16);
        return listener;
    }

    public static Socket Connect(string path)
    {
        Socket socket = New();
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    /// <summary>Sends everything in pieces and ends the sending; a peer that has closed is no error.</summary>
    public static void SendAll(Socket socket, byte[] input)
    {
        // Pieces of different sizes that depend on the input alone; not so many that they fill the socket's buffer.
        int piece = 1 + (input.Length / 100) + (input.Length == 0 ? 0 : input[0] + (input[^1] * 64));
        for (int at = 0; at < input.Length; at += piece)
        {
            int count = Math.Min(piece, input.Length - at);
            socket.Send(input.AsSpan(at, count), SocketFlags.None, out SocketError error);
            if (error != SocketError.Success)
            {
                return;
            }
        }

        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // It has closed already.
            return;
        }
    }
}
