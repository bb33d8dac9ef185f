using System.Diagnostics;
using System.Net.Sockets;

namespace Beast.Quorum.Daemon.Control;

/// <summary>What became of reading a line.</summary>
internal enum LineResult
{
    /// <summary>A whole line is there.</summary>
    Line,

    /// <summary>The other side closed the connection, between two lines or inside one.</summary>
    Closed,

    /// <summary>The line is longer than allowed.</summary>
    TooLong,

    /// <summary>No whole line came in time.</summary>
    TimedOut,
}

/// <summary>Reads lines from a stream socket, bounded in length and in time.</summary>
/// <param name="socket">A connected socket; its receive time-out is changed.</param>
/// <param name="longest">Most bytes of a line without its line feed.</param>
internal sealed class LineReader(Socket socket, int longest)
{
    private byte[] buffer = new byte[1024];
    private int filled;
    private int consumed;

    /// <summary>The line that was read last, without its line feed; valid until the next read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <param name="patience">Time until the line must be whole, however its bytes trickle in.</param>
    public LineResult Read(TimeSpan patience)
    {
        long start = Stopwatch.GetTimestamp();
        Compact();
        int searched = 0;
        while (true)
        {
            int end = buffer.AsSpan(searched, filled - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                Line = buffer.AsMemory(0, searched + end);
                consumed = searched + end + 1;
                return Line.Length > longest ? LineResult.TooLong : LineResult.Line;
            }

            searched = filled;
            if (filled > longest)
            {
                return LineResult.TooLong;
            }

            TimeSpan left = patience - Stopwatch.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                return LineResult.TimedOut;
            }

            LineResult? failure = Receive(left);
            if (failure is not null)
            {
                return failure.Value;
            }
        }
    }

    private LineResult? Receive(TimeSpan left)
    {
        if (filled == buffer.Length)
        {
            Array.Resize(ref buffer, Math.Min(buffer.Length * 2, longest + 2));
        }

        try
        {
            socket.ReceiveTimeout = (int)Math.Clamp(left.TotalMilliseconds, 1, int.MaxValue);
            int received = socket.Receive(buffer.AsSpan(filled), SocketFlags.None, out SocketError error);
            filled += received;
            return error is SocketError.TimedOut or SocketError.WouldBlock ? LineResult.TimedOut
                : error != SocketError.Success || received == 0 ? LineResult.Closed
                : null;
        }
        catch (Exception fault) when (fault is ObjectDisposedException or SocketException)
        {
            // Closed by another thread, to make room or because the daemon ends.
            return LineResult.Closed;
        }
    }

    private void Compact()
    {
        buffer.AsSpan(consumed, filled - consumed).CopyTo(buffer);
        filled -= consumed;
        consumed = 0;
    }
}
