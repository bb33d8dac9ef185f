using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Beast.Quorum.Lab.Portal;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Hosts;

/// <summary>
/// The iSCSI portal's stand-in: TCP on 127.0.0.1, one request at a time on a connection. While ctld does not run,
/// connections are closed at once.
/// </summary>
internal sealed class PortalServer : IDisposable
{
    /// <summary>kern.cam.ctl.iscsi.ping_timeout.</summary>
    private const int SilenceMilliseconds = 5000;

    private readonly HostMachine _host;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    internal PortalServer(HostMachine host, int port, string portFile)
    {
        _host = host;
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _listener.Listen(16);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        File.WriteAllText(portFile + ".new", Port.ToString(CultureInfo.InvariantCulture));
        File.Move(portFile + ".new", portFile, overwrite: true);
        LabThread.Start("portal", AcceptAll);
    }

    internal int Port { get; }

    public void Dispose() => _listener.Dispose();

    private void AcceptAll()
    {
        try
        {
            while (true)
            {
                Socket socket = _listener.Accept();
                socket.NoDelay = true;
                LabThread.Start("initiator", () => Serve(socket));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The listener was closed: the host goes down.
        }
    }

    private void Serve(Socket socket)
    {
        using (socket)
        {
            var header = new byte[PortalRequest.HeaderLength];
            while (socket.ReadExactly(header) && _host.Ctl.CtldProcess != 0)
            {
                int length = PortalRequest.Length(new PortalRequest(header).Operation);
                if (length < header.Length)
                {
                    return;
                }

                var request = new byte[length];
                header.CopyTo(request, 0);
                if (new PortalRequest(header).Operation == PortalOperation.Login)
                {
                    // An initiator that is not heard for so long is gone; what it sent before must not be done later.
                    socket.ReceiveTimeout = SilenceMilliseconds;
                }

                if (!socket.ReadExactly(request.AsSpan(header.Length))
                    || !socket.WriteExactly(_host.Ctl.Io.Serve(request)))
                {
                    return;
                }
            }
        }
    }
}
