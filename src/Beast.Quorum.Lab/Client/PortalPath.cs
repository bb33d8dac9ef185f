using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Beast.Quorum.Lab.Portal;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Client;

/// <summary>One path to the LUN: a connection to one portal, made again when it fails.</summary>
internal sealed class PortalPath(string portalFile, TimeSpan timeout) : IDisposable
{
    private readonly byte[] _header = new byte[PortalAnswer.HeaderLength];
    private Socket? _socket;
    private bool _served;
    private bool _dropped;

    /// <summary>Whether there ever was a session on this path.</summary>
    internal bool HadSession { get; private set; }

    /// <summary>Asks; null if no answer came in time. <paramref name="data"/> is filled by a good read.</summary>
    internal PortalStatus? Ask(byte[] request, Span<byte> data)
    {
        try
        {
            Socket? socket = _socket ??= Connect();
            if (_dropped && socket is not null && !socket.Poll(0, SelectMode.SelectRead))
            {
                return PortalStatus.NoMedia;
            }

            if (socket is not null && socket.WriteExactly(request) && socket.ReadExactly(_header))
            {
                int length = BinaryPrimitives.ReadInt32LittleEndian(_header.AsSpan(4));
                if (length == 0 || (length == data.Length && socket.ReadExactly(data)))
                {
                    return Judge(PortalAnswer.Status(_header));
                }
            }
        }
        catch (SocketException)
        {
            // No answer on this path; the caller tries the other one.
        }

        // An answer that comes late must not be taken for the answer to the next request.
        _socket?.Dispose();
        _socket = null;
        return null;
    }

    public void Dispose() => _socket?.Dispose();

    /// <summary>
    /// A disk in use that answers "manual intervention required" is invalidated ("Invalidating pack", then ENXIO), and
    /// is not used again before its session is made anew, though the LUN is ready by then (seen on 10.4).
    /// </summary>
    private PortalStatus Judge(PortalStatus status)
    {
        _dropped = _served && status == PortalStatus.NoMedia;
        _served |= status == PortalStatus.Good;
        return status;
    }

    private Socket? Connect()
    {
        if (!File.Exists(portalFile) || !int.TryParse(
            File.ReadAllText(portalFile), NumberStyles.None, CultureInfo.InvariantCulture, out int port))
        {
            return null;
        }

        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = (int)timeout.TotalMilliseconds,
            SendTimeout = (int)timeout.TotalMilliseconds,
        };
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            HadSession = true;
            _served = false;
            _dropped = false;
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
