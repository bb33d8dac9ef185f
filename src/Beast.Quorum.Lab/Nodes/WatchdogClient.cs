using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Beast.Quorum.Lab.Nodes;

/// <summary>Talks to a node's watchdog and waits for its answers.</summary>
public sealed class WatchdogClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly string _address;
    private readonly string _watchdog;

    /// <summary>Binds an address of its own next to the watchdog's.</summary>
    /// <param name="watchdogSocket">See <see cref="LabDirectory.WatchdogSocket"/>.</param>
    public WatchdogClient(string watchdogSocket)
    {
        _watchdog = watchdogSocket;
        _address = string.Create(CultureInfo.InvariantCulture,
            $"{Path.GetDirectoryName(watchdogSocket)}/w{Guid.NewGuid().ToString("N")[..8]}");
        _socket.Bind(new UnixDomainSocketEndPoint(_address));
    }

    /// <summary>Sends a datagram and gives the answer; null if none came in time.</summary>
    /// <exception cref="SocketException">There is no watchdog.</exception>
    public string? Ask(string datagram, TimeSpan patience)
    {
        _socket.ReceiveTimeout = Math.Max(1, (int)patience.TotalMilliseconds);
        Tell(datagram);
        var buffer = new byte[256];
        int count = _socket.Receive(buffer, SocketFlags.None, out SocketError error);
        return error == SocketError.Success ? Encoding.ASCII.GetString(buffer, 0, count) : null;
    }

    /// <summary>Sends a datagram that is not answered: <c>pat</c> or <c>disarm</c>.</summary>
    public void Tell(string datagram) =>
        _socket.SendTo(Encoding.ASCII.GetBytes(datagram), new UnixDomainSocketEndPoint(_watchdog));

    /// <summary>Closes and removes the address.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(_address);
    }
}
