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

    /// <summary>Asks; null if no answer came in time. <paramref name="data"/> is filled by a good read.</summary>
    internal PortalStatus? Ask(byte[] request, Span<byte> data)
    {
        try
        {
            Socket? socket = _socket ??= Connect();
            if (socket is not null && socket.WriteExactly(request) && socket.ReadExactly(_header))
            {
                int length = BinaryPrimitives.ReadInt32LittleEndian(_header.AsSpan(4));
                if (length == 0 || (length == data.Length && socket.ReadExactly(data)))
                {
                    return PortalAnswer.Status(_header);
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
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
