using System.Net.Sockets;
using System.Text;

namespace Beast.Quorum.EndToEnd.Tests.Support;

/// <summary>Stands for syslogd: keeps what is sent to its socket.</summary>
internal sealed class SyslogListener : IDisposable
{
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly string path;
    private readonly List<string> lines = [];
    private readonly Thread thread;

    /// <exception cref="SocketException">It cannot listen there.</exception>
    internal SyslogListener(string path)
    {
        this.path = path;
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.ReceiveTimeout = 100;
        thread = new Thread(Listen) { Name = "syslog" };
        thread.Start();
    }

    private volatile bool ended;

    internal IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
            {
                return [.. lines];
            }
        }
    }

    public void Dispose()
    {
        ended = true;
        thread.Join();
        socket.Dispose();
        File.Delete(path);
    }

    private void Listen()
    {
        byte[] datagram = new byte[4096];
        while (!ended)
        {
            int length = socket.Receive(datagram, SocketFlags.None, out SocketError error);
            if (error == SocketError.Success)
            {
                lock (lines)
                {
                    lines.Add(Encoding.UTF8.GetString(datagram, 0, length));
                }
            }
        }
    }
}
