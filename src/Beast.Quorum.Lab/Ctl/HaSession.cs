using System.Buffers.Binary;
using System.Net.Sockets;
using Beast.Quorum.Lab.Clock;

namespace Beast.Quorum.Lab.Ctl;

/// <summary>
/// One connection between two heads: login, then keep-alives, states and forwarded requests. A peer that is silent
/// for six keep-alive periods is gone, as with FreeBSD's KEEPIDLE 1, KEEPINTVL 1, KEEPCNT 5.
/// </summary>
internal sealed class HaSession(Socket socket, IHaHead head, TimeSpan keepAlive)
{
    private const int MissedLimit = 6;
    private const int Version = 3;
    private const int LoginMilliseconds = 3000;
    private readonly Lock _sending = new();
    private readonly Dictionary<int, Pending> _pending = [];
    private int _lastId;
    private volatile bool _closed;

    internal HaPeerState? PeerState { get; private set; }

    /// <summary>Null: logged in; "": the peer is gone; else the reason as the kernel logs it.</summary>
    internal string? LogIn()
    {
        socket.ReceiveTimeout = LoginMilliseconds;
        socket.SendTimeout = LoginMilliseconds;
        Span<byte> mine = stackalloc byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(mine, Version);
        BinaryPrimitives.WriteInt32LittleEndian(mine[4..], head.HaMode);
        BinaryPrimitives.WriteInt32LittleEndian(mine[8..], head.HaId);
        if (!HaFrame.Send(socket, HaFrame.Login, mine))
        {
            return "";
        }

        (byte kind, byte[] theirs) = HaFrame.Receive(socket);
        if (kind != HaFrame.Login || theirs.Length != 12)
        {
            return "";
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(theirs);
        int mode = BinaryPrimitives.ReadInt32LittleEndian(theirs.AsSpan(4));
        int id = BinaryPrimitives.ReadInt32LittleEndian(theirs.AsSpan(8));
        if (version != Version)
        {
            return $"CTL HA peers have different versions {version} != {Version}";
        }

        if (mode != head.HaMode)
        {
            return $"CTL HA peers have different ha_mode {mode} != {head.HaMode}";
        }

        return id == head.HaId ? $"CTL HA peers have same ha_id {id}" : null;
    }

    /// <summary>Runs until the connection ends.</summary>
    internal void Run()
    {
        int limit = (int)(keepAlive.TotalMilliseconds * MissedLimit);
        socket.ReceiveTimeout = limit;
        socket.SendTimeout = limit;
        Announce();
        long heard = LabClock.Now;
        long sent = heard;
        while (!_closed)
        {
            int slice = (int)Math.Min(50_000, keepAlive.TotalMicroseconds / 4);
            bool readable = Readable(slice);
            long now = LabClock.Now;
            if (readable)
            {
                if (!Handle())
                {
                    break;
                }

                heard = LabClock.Now;
            }
            else if (now - heard > LabClock.FromMilliseconds(limit))
            {
                break;
            }

            if (now - sent >= keepAlive.Ticks)
            {
                Send(HaFrame.KeepAlive, []);
                sent = now;
            }
        }

        Close();
    }

    internal void Announce() => Send(HaFrame.State, HaFrame.Describe(head.Describe()));

    internal byte[]? Forward(byte[] request)
    {
        var pending = new Pending();
        int id = Interlocked.Increment(ref _lastId);
        lock (_pending)
        {
            if (_closed)
            {
                return null;
            }

            _pending[id] = pending;
        }

        Send(HaFrame.Request, WithId(id, request));
        pending.Done.Wait();
        return pending.Answer;
    }

    internal void Close()
    {
        lock (_pending)
        {
            _closed = true;
            foreach (Pending pending in _pending.Values)
            {
                pending.Done.Set();
            }

            _pending.Clear();
        }

        socket.Dispose();
    }

    private bool Readable(int microseconds)
    {
        try
        {
            return socket.Poll(microseconds, SelectMode.SelectRead);
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    private bool Handle()
    {
        (byte kind, byte[] payload) = Receive();
        switch (kind)
        {
            case HaFrame.KeepAlive:
                return true;
            case HaFrame.State:
                PeerState = HaFrame.ReadState(payload);
                return true;
            case HaFrame.Request when payload.Length >= 4:
                Send(HaFrame.Answer, WithId(
                    BinaryPrimitives.ReadInt32LittleEndian(payload), head.ServeForwarded(payload[4..])));
                return true;
            case HaFrame.Answer when payload.Length >= 4:
                Complete(payload);
                return true;
            default:
                return false;
        }
    }

    private (byte Kind, byte[] Payload) Receive()
    {
        try
        {
            return HaFrame.Receive(socket);
        }
        catch (ObjectDisposedException)
        {
            return (0, []);
        }
    }

    private void Complete(byte[] payload)
    {
        lock (_pending)
        {
            if (_pending.Remove(BinaryPrimitives.ReadInt32LittleEndian(payload), out Pending? pending))
            {
                pending.Answer = payload[4..];
                pending.Done.Set();
            }
        }
    }

    private void Send(byte kind, ReadOnlySpan<byte> payload)
    {
        lock (_sending)
        {
            try
            {
                // A failed send needs no answer here: the receiving side of the same connection notices the end.
                _ = _closed || HaFrame.Send(socket, kind, payload);
            }
            catch (ObjectDisposedException)
            {
                _closed = true;
            }
        }
    }

    private static byte[] WithId(int id, byte[] payload)
    {
        var bytes = new byte[4 + payload.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, id);
        payload.CopyTo(bytes.AsSpan(4));
        return bytes;
    }

    private sealed class Pending
    {
        internal ManualResetEventSlim Done { get; } = new(false);

        internal byte[]? Answer { get; set; }
    }
}
