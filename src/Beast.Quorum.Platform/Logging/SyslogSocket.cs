using System.Text;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;
using Beast.Quorum.Platform.Sockets;

namespace Beast.Quorum.Platform.Logging;

/// <summary>
/// Sends lines to syslogd, <c>&lt;PRI&gt;TAG[PID]: TEXT</c> (RFC 3164 without time and host, which every FreeBSD
/// understands on its local socket). Never blocks: what the socket does not take at once is dropped and counted.
/// Finds syslogd again after its restart. Thread-safe.
/// </summary>
public sealed class SyslogSocket : IDisposable
{
    /// <summary>Longest datagram in bytes; syslogd cuts there.</summary>
    public const int LengthMax = 2048;

    /// <summary>The daemon facility, as it stands in a priority (LOG_DAEMON).</summary>
    public const int DaemonFacility = 24;

    private readonly Lock gate = new();
    private readonly byte[] datagram = new byte[LengthMax];
    private readonly UnixDatagram[] sockets;
    private readonly string head;
    private int current;
    private long dropped;
    private long sent;

    /// <summary>A sender to this system's syslogd, or to the given sockets, tried in that order.</summary>
    public SyslogSocket(string tag = "beastq", params string[] paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        head = $"{Clean(tag)}[{Environment.ProcessId}]: ";
        sockets = (paths.Length > 0 ? paths : DefaultPaths).Select(path => new UnixDatagram(path)).ToArray();
    }

    /// <summary>
    /// Where syslogd listens: FreeBSD's privileged socket first, which is refused instead of full for others.
    /// </summary>
    public static string[] DefaultPaths { get; } =
        Os.IsFreeBsd ? ["/var/run/logpriv", "/var/run/log"] : ["/dev/log"];

    /// <summary>Lines handed over since the start.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Lines dropped since the start: syslogd was away or could not keep up.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>The errno of the last line that was dropped, or 0 if the last line was sent.</summary>
    public int LastError { get; private set; }

    /// <summary>Sends one line.</summary>
    /// <param name="severity">0 (emergency) to 7 (debug); 1 is LOG_ALERT.</param>
    /// <param name="text">Control characters are escaped; what is over <see cref="LengthMax"/> is cut.</param>
    /// <returns>False if it was dropped.</returns>
    public bool Send(int severity, string text)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)severity, 7u, nameof(severity));
        string line = $"<{DaemonFacility + severity}>{head}{Clean(text)}";
        lock (gate)
        {
            // Stops before a character that would not fit as a whole.
            Encoding.UTF8.GetEncoder().Convert(line, datagram, flush: true, out _, out int length, out _);
            LastError = SendToAny(datagram.AsSpan(0, length));
            Interlocked.Increment(ref LastError == 0 ? ref sent : ref dropped);
            return LastError == 0;
        }
    }

    /// <summary>Closes the sockets.</summary>
    public void Dispose()
    {
        foreach (UnixDatagram socket in sockets)
        {
            socket.Dispose();
        }
    }

    private int SendToAny(ReadOnlySpan<byte> line)
    {
        int error = sockets[current].Send(line);
        for (int other = 0; other < sockets.Length && error != 0 && !IsFull(error); other++)
        {
            if (other != current && sockets[other].Send(line) == 0)
            {
                current = other;
                error = 0;
            }
        }

        return error;
    }

    private static bool IsFull(int error) => error == Errno.EAGAIN || error == Errno.ENOBUFS;

    private static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        StringBuilder clean = new(text.Length + 16);
        foreach (char c in text)
        {
            _ = c switch
            {
                '\n' => clean.Append("\\n"),
                '\r' => clean.Append("\\r"),
                '\t' => clean.Append("\\t"),
                _ when char.IsControl(c) => clean.Append(null, $"\\x{(int)c:x2}"),
                _ => clean.Append(c),
            };
        }

        return clean.ToString();
    }
}
