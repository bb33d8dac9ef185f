using System.Diagnostics;
using System.Net.Sockets;

namespace Beast.Quorum.Daemon.Control;

/// <summary>Asks the daemon of this host.</summary>
/// <param name="path">The control socket, see <see cref="ControlSocket.PathIn"/>.</param>
public sealed class ControlClient(string path)
{
    /// <summary>Time for an answer that needs no plan to run: 10 s.</summary>
    public static readonly TimeSpan Quick = TimeSpan.FromSeconds(10);

    /// <summary>The control socket.</summary>
    public string Path { get; } = path;

    /// <summary>Sends one request and waits for its answer.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="patience">How long to wait for the answer.</param>
    /// <exception cref="ControlException">No daemon answers, not in time, or not in this protocol.</exception>
    public ControlAnswer Ask(ControlRequest request, TimeSpan patience)
    {
        using Socket socket = Connect();
        Send(socket, ControlCodec.Encode(request));
        LineReader reader = new(socket, ControlCodec.LongestAnswer);
        return reader.Read(patience) switch
        {
            LineResult.Line => ControlCodec.DecodeAnswer(reader.Line.Span),
            LineResult.TimedOut => throw new ControlException(
                $"the daemon at {Path} did not answer '{request.Request}' within {patience.TotalSeconds:0.#} s; "
                + "it may still be at it, see 'beastq status' and 'beastq events'"),
            LineResult.TooLong => throw new ControlException($"the answer from {Path} is too long to be one of beastq"),
            _ => throw new ControlException(
                $"the daemon at {Path} closed the connection without an answer; see its log"),
        };
    }

    private Socket Connect()
    {
        UnixDomainSocketEndPoint address = ControlSocket.Address(Path);
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                // Without blocking: a frozen daemon with a full queue would hold us for ever.
                socket.Blocking = false;
                socket.Connect(address);
                socket.Blocking = true;
                return socket;
            }
            catch (SocketException fault)
            {
                socket.Dispose();
                bool queueIsFull = fault.SocketErrorCode == SocketError.WouldBlock;
                if (!queueIsFull || Stopwatch.GetElapsedTime(start) > Quick)
                {
                    throw Explain(fault);
                }
            }

            Thread.Sleep(20);
        }
    }

    private ControlException Explain(SocketException fault) => fault.SocketErrorCode switch
    {
        SocketError.AccessDenied => new ControlException(
            $"{Path} may be used by its owner only; run this as the user of the daemon (root)", fault),
        SocketError.WouldBlock => new ControlException(
            $"the daemon at {Path} takes no more connections; it may be frozen, see its log", fault),
        _ => new ControlException($"beastq is not running (no daemon answers at {Path})", fault) { NotRunning = true },
    };

    private void Send(Socket socket, ReadOnlySpan<byte> bytes)
    {
        socket.SendTimeout = (int)Quick.TotalMilliseconds;
        while (bytes.Length > 0)
        {
            int sent = socket.Send(bytes, SocketFlags.None, out SocketError error);
            if (error is SocketError.Shutdown or SocketError.ConnectionReset)
            {
                // It has closed already, and what it had to say, such as "all places are taken", may wait to be read.
                return;
            }

            if (error != SocketError.Success || sent == 0)
            {
                throw new ControlException($"the daemon at {Path} does not take the request ({error}); see its log");
            }

            bytes = bytes[sent..];
        }
    }
}
