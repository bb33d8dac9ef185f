using System.Net.Sockets;
using Beast.Quorum.Platform.Clock;

namespace Beast.Quorum.Daemon.Peer;

/// <summary>Whole reads and writes on a socket, up to a moment however the bytes trickle.</summary>
/// <param name="socket">Connected; its time-outs are changed.</param>
internal sealed class PeerStream(Socket socket)
{
    private long limit;

    /// <summary>Whether the last read or write failed because its time was over.</summary>
    public bool TimedOut { get; private set; }

    /// <summary>Everything up to the next call is to be over within this time.</summary>
    public void Within(TimeSpan time) => limit = MonotonicClock.After(time);

    /// <summary>Fills the buffer; false if the other side closed, the connection broke, or the time is over.</summary>
    public bool Read(Span<byte> buffer) => Transfer(buffer.Length, buffer, default);

    /// <summary>Sends all of it; false as for <see cref="Read"/>.</summary>
    public bool Write(ReadOnlySpan<byte> bytes) => Transfer(bytes.Length, default, bytes);

    private bool Transfer(int length, Span<byte> into, ReadOnlySpan<byte> from)
    {
        try
        {
            for (int done = 0; done < length;)
            {
                long left = (limit - MonotonicClock.Ticks) / TimeSpan.TicksPerMillisecond;
                if (left <= 0)
                {
                    TimedOut = true;
                    return false;
                }

                socket.ReceiveTimeout = socket.SendTimeout = (int)Math.Min(left, int.MaxValue);
                int count = into.IsEmpty
                    ? socket.Send(from[done..], SocketFlags.None, out SocketError error)
                    : socket.Receive(into[done..], SocketFlags.None, out error);
                TimedOut = error is SocketError.TimedOut or SocketError.WouldBlock;
                if (error != SocketError.Success || count == 0)
                {
                    return false;
                }

                done += count;
            }

            return true;
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // Closed by another thread, to make room or because the daemon ends.
            return false;
        }
    }
}
