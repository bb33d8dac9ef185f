using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Portal;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Iscsi;

/// <summary>
/// A session's TCP connection with a portal. One request at a time, by one thread at a time; any thread may dispose it,
/// and what waits then ends at once.
/// </summary>
internal sealed class TargetConnection : IDisposable
{
    private const int DefaultPort = 3260;
    private const int MostData = 4096;
    private readonly Socket _socket =
        new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private readonly byte[] _login;
    private readonly byte[] _header = new byte[PortalAnswer.HeaderLength];

    internal TargetConnection(string target)
    {
        _login = PortalLogin.Request(target);
        _socket.LingerState = new LingerOption(true, 0);
    }

    /// <summary>Connects and logs in; the target's LUNs, or null and iscsid's reason.</summary>
    internal IReadOnlyList<PortalLun>? Open(string portal, TimeSpan patience, out string reason)
    {
        if (Address(portal) is not { } address)
        {
            reason = "Non-recoverable failure in name resolution";
            return null;
        }

        try
        {
            SetPatience(patience);
            _socket.Connect(address);
            return Login(out reason);
        }
        catch (SocketException error)
        {
            reason = error.SocketErrorCode == SocketError.ConnectionRefused
                ? "Connection refused"
                : "Operation timed out";
        }
        catch (ObjectDisposedException)
        {
            reason = "Operation timed out";
        }

        return null;
    }

    /// <summary>A NOP: the LUNs as they are now; null if no answer came in time.</summary>
    internal IReadOnlyList<PortalLun>? Ping()
    {
        try
        {
            return Login(out _);
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>Asks for a block or writes one; null if no answer came in time.</summary>
    internal PortalStatus? Ask(byte[] request, Span<byte> data)
    {
        try
        {
            return _socket.WriteExactly(request) && _socket.ReadExactly(_header)
                && BinaryPrimitives.ReadInt32LittleEndian(_header.AsSpan(4)) is var length
                && (length == 0 || (length == data.Length && _socket.ReadExactly(data)))
                    ? PortalAnswer.Status(_header)
                    : null;
        }
        catch (ObjectDisposedException)
        {
            // The session was ended or is being made anew.
            return null;
        }
    }

    /// <summary>How long an answer may take before the other side counts as gone.</summary>
    internal void SetPatience(TimeSpan patience)
    {
        try
        {
            _socket.SendTimeout = _socket.ReceiveTimeout = (int)patience.TotalMilliseconds;
        }
        catch (ObjectDisposedException)
        {
            // The session was ended meanwhile; the next request says so.
        }
    }

    public void Dispose() => _socket.Dispose();

    private IReadOnlyList<PortalLun>? Login(out string reason)
    {
        long latest = LabClock.Now + (_socket.ReceiveTimeout * TimeSpan.TicksPerMillisecond);
        reason = "Connection refused";
        if (!_socket.WriteExactly(_login) || !_socket.ReadExactly(_header))
        {
            // A portal without ctld closes at once, and so does the lab's wire to a host that is off.
            reason = LabClock.Now < latest ? reason : "Operation timed out";
            return null;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(_header.AsSpan(4));
        if (PortalAnswer.Status(_header) != PortalStatus.Good || length is < 0 or > MostData)
        {
            reason = "Not found";
            return null;
        }

        var data = new byte[length];
        return _socket.ReadExactly(data) ? PortalLogin.Luns(data) : null;
    }

    private static IPEndPoint? Address(string portal)
    {
        string[] parts = portal.Split(':');
        return parts.Length <= 2 && IPAddress.TryParse(parts[0], out IPAddress? address)
            && ushort.TryParse(parts.Length == 2 ? parts[1] : DefaultPort.ToString(CultureInfo.InvariantCulture),
                NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
                ? new IPEndPoint(address, port)
                : null;
    }
}
