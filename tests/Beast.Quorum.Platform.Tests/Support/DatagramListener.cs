using System.Net.Sockets;
using System.Text;

namespace Beast.Quorum.Platform.Tests.Support;

/// <summary>Receives datagrams at a Unix socket, as syslogd and the lab's watchdog do.</summary>
internal sealed class DatagramListener : IDisposable
{
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly byte[] datagram = new byte[65536];
    private readonly string path;

    internal DatagramListener(string path)
    {
        this.path = path;
        File.Delete(path);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.ReceiveTimeout = 30_000;
    }

    internal string Receive() => Encoding.UTF8.GetString(datagram, 0, socket.Receive(datagram));

    /// <summary>Receives one and answers it to whoever sent it.</summary>
    internal string ReceiveAndAnswer(string answer)
    {
        System.Net.EndPoint from = new UnixDomainSocketEndPoint(path);
        int count = socket.ReceiveFrom(datagram, ref from);
        socket.SendTo(Encoding.UTF8.GetBytes(answer), from);
        return Encoding.UTF8.GetString(datagram, 0, count);
    }

    internal bool IsEmpty => socket.Available == 0;

    public void Dispose()
    {
        socket.Dispose();
        File.Delete(path);
    }
}
