using System.Net;
using System.Net.Sockets;
using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Network;

/// <summary>
/// One direction of an interlink: datagrams that arrive on one socket leave through the other. Its settings may be
/// changed at any time. Its thread allocates nothing per datagram once its buffers are there.
/// </summary>
public sealed class ProxyDirection
{
    private const int MaximumDatagram = 2048;
    private readonly Socket _from;
    private readonly Socket _to;
    private readonly SocketAddress _target;
    private readonly SocketAddress _sender;
    private readonly Random _random;
    private readonly PriorityQueue<(byte[] Data, int Length), long> _delayed = new();
    private readonly Stack<byte[]> _free = new();
    private volatile bool _stopped;
    private long _forwarded;
    private long _dropped;
    private long _delayTicks;
    private int _waiting;
    private double _loss;
    private volatile bool _cut;

    internal ProxyDirection(string name, Socket from, Socket to, IPEndPoint target, int seed)
    {
        _from = from;
        _to = to;
        _target = target.Serialize();
        _sender = new SocketAddress(from.AddressFamily);
        _random = new Random(seed);
        LabThread.Start(name, Run);
    }

    /// <summary>Drops every datagram of this direction, those that wait included.</summary>
    public bool IsCut
    {
        get => _cut;
        set
        {
            _cut = value;
            CutChanged?.Invoke();
        }
    }

    /// <summary>The share of datagrams that is dropped, 0 to 1.</summary>
    public double Loss
    {
        get => Volatile.Read(ref _loss);
        set => Volatile.Write(ref _loss, Math.Clamp(value, 0, 1));
    }

    /// <summary>How long a datagram is held back; a shorter delay may overtake a longer one.</summary>
    public TimeSpan Delay
    {
        get => new(Interlocked.Read(ref _delayTicks));
        set => Interlocked.Exchange(ref _delayTicks, Math.Max(0, value.Ticks));
    }

    /// <summary>Datagrams that went through.</summary>
    public long Forwarded => Interlocked.Read(ref _forwarded);

    /// <summary>Datagrams that did not.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Datagrams that are held back now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Told on the thread that cuts or mends.</summary>
    internal event Action? CutChanged;

    internal void Stop() => _stopped = true;

    private void Run()
    {
        var buffer = new byte[MaximumDatagram];
        try
        {
            while (!_stopped)
            {
                if (_from.Poll(NextWait(), SelectMode.SelectRead))
                {
                    Receive(ref buffer);
                }

                SendDue();
                Volatile.Write(ref _waiting, _delayed.Count);
            }
        }
        catch (Exception error) when (error is ObjectDisposedException or SocketException
        {
            SocketErrorCode:
            SocketError.OperationAborted or SocketError.Interrupted or SocketError.NotSocket
        })
        {
            // The proxy was disposed.
        }
    }

    private int NextWait()
    {
        if (!_delayed.TryPeek(out _, out long due))
        {
            return 50_000;
        }

        return (int)Math.Clamp((due - LabClock.Now) / TimeSpan.TicksPerMicrosecond, 0, 50_000);
    }

    private void Receive(ref byte[] buffer)
    {
        int count;
        try
        {
            count = _from.ReceiveFrom(buffer, SocketFlags.None, _sender);
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionRefused
            or SocketError.ConnectionReset)
        {
            // An earlier datagram met a closed port: its end is down, which is no business of a cable.
            return;
        }

        if (_cut || (Loss > 0 && _random.NextDouble() < Loss))
        {
            Interlocked.Increment(ref _dropped);
            return;
        }

        _delayed.Enqueue((buffer, count), LabClock.Now + Interlocked.Read(ref _delayTicks));
        buffer = _free.TryPop(out byte[]? free) ? free : new byte[MaximumDatagram];
    }

    private void SendDue()
    {
        while (_delayed.TryPeek(out (byte[] Data, int Length) datagram, out long due) && due <= LabClock.Now)
        {
            _delayed.Dequeue();
            if (_cut)
            {
                Interlocked.Increment(ref _dropped);
            }
            else
            {
                Send(datagram.Data.AsSpan(0, datagram.Length));
            }

            _free.Push(datagram.Data);
        }
    }

    private void Send(ReadOnlySpan<byte> datagram)
    {
        try
        {
            _to.SendTo(datagram, SocketFlags.None, _target);
            Interlocked.Increment(ref _forwarded);
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionRefused
            or SocketError.ConnectionReset or SocketError.NoBufferSpaceAvailable or SocketError.HostUnreachable)
        {
            // Nobody listens there now: lost, like on a real wire.
            Interlocked.Increment(ref _dropped);
        }
    }
}
