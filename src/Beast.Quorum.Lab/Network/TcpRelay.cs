using System.Net;
using System.Net.Sockets;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Network;

/// <summary>
/// A cable between two TCP ends, for the HA link and the peer channel. Cut, it stops reading and keeps the sockets
/// open, so neither end hears anything; plugged again, what the ends had sent goes on.
/// </summary>
public sealed class TcpRelay : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Gate _cable = new();
    private readonly Lock _gate = new();
    private readonly List<Socket> _sockets = [];
    private readonly IPEndPoint _target;
    private volatile bool _disposed;

    /// <summary>Listens.</summary>
    /// <param name="listen">Where the connecting end goes; port 0 takes a free one.</param>
    /// <param name="target">Where the listening end is.</param>
    /// <exception cref="SocketException">The address is taken.</exception>
    public TcpRelay(IPEndPoint listen, IPEndPoint target)
    {
        _target = target;
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(listen);
        _listener.Listen(8);
        LabThread.Start("relay", AcceptAll);
    }

    /// <summary>The address of the connecting end's side.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>Pulls the cable, or plugs it.</summary>
    public bool IsCut
    {
        get => _cable.IsShut;
        set => _cable.IsShut = value;
    }

    /// <summary>Closes everything.</summary>
    public void Dispose()
    {
        _disposed = true;
        _cable.IsShut = false;
        _listener.Dispose();
        lock (_gate)
        {
            _sockets.ForEach(socket => socket.Dispose());
        }
    }

    private void AcceptAll()
    {
        while (!_disposed)
        {
            try
            {
                Socket near = _listener.Accept();
                _cable.Pass();
                LabThread.Start("relay-connect", () => Connect(near));
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // A listener that fails is disposed; anything else would only spin.
                return;
            }
        }
    }

    private void Connect(Socket near)
    {
        var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            near.NoDelay = true;
            far.Connect(_target);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            near.Dispose();
            far.Dispose();
            return;
        }

        lock (_gate)
        {
            _sockets.RemoveAll(socket => !socket.Connected);
            _sockets.Add(near);
            _sockets.Add(far);
        }

        LabThread.Start("relay-up", () => Pump(near, far));
        LabThread.Start("relay-down", () => Pump(far, near));
    }

    private void Pump(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (!_disposed)
            {
                // Cut, nothing is read; what had already been read when the cable was pulled waits here.
                if (!from.Poll(20_000, SelectMode.SelectRead))
                {
                    continue;
                }

                _cable.Pass();
                int count = from.Receive(buffer, SocketFlags.None, out SocketError error);
                _cable.Pass();
                if (error != SocketError.Success || count == 0 || !to.WriteExactly(buffer.AsSpan(0, count)))
                {
                    break;
                }
            }
        }
        catch (ObjectDisposedException)
        {
            // The other direction ended first.
        }

        from.Dispose();
        to.Dispose();
    }
}
