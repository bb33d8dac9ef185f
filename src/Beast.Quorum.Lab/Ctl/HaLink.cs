using System.Net.Sockets;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Ctl;

/// <summary>
/// The configuration and state of the link to the peer head: 0 no peer configured, 1 not connected, 2 connected. One
/// thread connects or accepts, for ever, and hands each connection to an <see cref="HaSession"/>.
/// </summary>
internal sealed class HaLink : IDisposable
{
    private const int RetryMilliseconds = 500;
    private readonly IHaHead _head;
    private readonly TimeSpan _keepAlive;
    private readonly Action<string> _console;
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _changed = new(false);
    private readonly Thread _thread;
    private HaPeerAddress? _address;
    private HaSession? _session;
    private HaPeerState? _last;
    private int _generation;
    private int _state;
    private volatile bool _disposed;

    internal HaLink(IHaHead head, TimeSpan keepAlive, Action<string> console)
    {
        _head = head;
        _keepAlive = keepAlive;
        _console = console;
        _thread = LabThread.Start("ha-link", Run);
    }

    /// <summary>kern.cam.ctl.ha_peer.</summary>
    internal string Peer { get; private set; } = "";

    /// <summary>kern.cam.ctl.ha_link.</summary>
    internal int State => Volatile.Read(ref _state);

    /// <summary>What the peer said on this connection; null while there is none.</summary>
    internal HaPeerState? PeerState => Volatile.Read(ref _session)?.PeerState;

    /// <summary>What the peer said last, whether it is still there or not: its ports stay listed.</summary>
    internal HaPeerState? LastPeerState => PeerState ?? Volatile.Read(ref _last);

    /// <summary>Sets ha_peer. A text it does not understand clears it and gives false (EINVAL).</summary>
    internal bool SetPeer(string text)
    {
        HaPeerAddress? address = text.Length == 0 ? null : HaPeerAddress.Parse(text);
        bool understood = text.Length == 0 || address is not null;
        HaSession? session;
        lock (_gate)
        {
            if (understood && text == Peer)
            {
                return true;
            }

            Peer = understood ? text : "";
            _address = address;
            _generation++;
            session = _session;
            _session = null;
            _changed.Set();
        }

        session?.Close();
        Become(address is null ? 0 : 1, always: true);
        return understood;
    }

    /// <summary>Tells the peer the head's state.</summary>
    internal void Announce() => Volatile.Read(ref _session)?.Announce();

    /// <summary>Lets the peer run a request; null if the link fails before the answer.</summary>
    internal byte[]? Forward(byte[] request) => Volatile.Read(ref _session)?.Forward(request);

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _session?.Close();
        }

        _changed.Set();
        // Its thread writes to the console, which is closed after it.
        _thread.Join();
    }

    private void Become(int state, bool always = false)
    {
        int before;
        lock (_gate)
        {
            before = _state;
            _state = state;
        }

        if (before != state || always)
        {
            _console($"CTL: HA link status changed from {before} to {state}");
            _head.LinkChanged(before, state);
        }
    }

    private void Run()
    {
        while (!_disposed)
        {
            HaPeerAddress? address;
            int generation;
            lock (_gate)
            {
                address = _address;
                generation = _generation;
                _changed.Reset();
            }

            if (address is null)
            {
                _changed.Wait();
            }
            else if (address.EndPoint is null)
            {
                _changed.Wait(RetryMilliseconds);
            }
            else if (address.Listen)
            {
                Accept(address, generation);
            }
            else
            {
                using Socket socket = NewSocket();
                if (Connect(socket, address))
                {
                    Serve(socket, generation);
                }

                _changed.Wait(RetryMilliseconds);
            }
        }
    }

    private void Accept(HaPeerAddress address, int generation)
    {
        using Socket listener = NewSocket();
        try
        {
            listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            listener.Bind(address.EndPoint!);
            listener.Listen(1);
        }
        catch (SocketException error)
        {
            // FreeBSD's EADDRNOTAVAIL and EADDRINUSE; Linux has other numbers.
            int number = error.SocketErrorCode == SocketError.AddressNotAvailable ? 49 : 48;
            _console($"ctl_ha_listen: sobind() error {number}");
            _changed.Wait(RetryMilliseconds);
            return;
        }

        while (!_disposed && Volatile.Read(ref _generation) == generation)
        {
            if (listener.Poll(50_000, SelectMode.SelectRead))
            {
                using Socket socket = listener.Accept();
                socket.NoDelay = true;
                Serve(socket, generation);
            }
        }
    }

    private void Serve(Socket socket, int generation)
    {
        var session = new HaSession(socket, _head, _keepAlive);
        if (session.LogIn() is { } refusal)
        {
            if (refusal.Length > 0)
            {
                _console(refusal);
            }

            return;
        }

        lock (_gate)
        {
            if (_generation != generation || _disposed)
            {
                return;
            }

            _session = session;
        }

        Become(2);
        session.Run();
        lock (_gate)
        {
            _last = session.PeerState ?? _last;
            if (_generation != generation)
            {
                return;
            }

            _session = null;
        }

        Become(1);
    }

    private static bool Connect(Socket socket, HaPeerAddress address)
    {
        try
        {
            return socket.ConnectAsync(address.EndPoint!).Wait(3000);
        }
        catch (AggregateException error) when (error.InnerException is SocketException)
        {
            return false;
        }
    }

    private static Socket NewSocket() =>
        new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
}
