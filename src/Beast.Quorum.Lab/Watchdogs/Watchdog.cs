using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using System.Text;
using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Records;

namespace Beast.Quorum.Lab.Watchdogs;

/// <summary>
/// Counts down from the last pat and ends its node at zero. Datagrams: <c>arm NANOSECONDS</c>, <c>pat</c>,
/// <c>disarm</c>, <c>off</c>, <c>selffence REASON</c>, <c>quit</c>. A sender that has an address gets an answer, but
/// not
/// to <c>pat</c> and <c>disarm</c>: nobody reads those, and an answer that waits must never hold up the countdown.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private const string NoAnswer = "";
    private const long LongestNanoseconds = 1L << 62;
    private static readonly TimeSpan Straggling = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);
    private readonly string _mark;
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly LineLog _log;
    private readonly Lock _killing = new();
    private long _period;
    private long _deadline = long.MaxValue;

    internal Watchdog(string mark, string path, string logPath)
    {
        _mark = mark;
        _log = new LineLog(logPath);
        File.Delete(path);
        _socket.Blocking = false;
        _socket.Bind(new UnixDomainSocketEndPoint(path));
    }

    /// <summary>Runs until "quit".</summary>
    internal void Run()
    {
        var buffer = new byte[512];
        while (true)
        {
            long left = _deadline == long.MaxValue
                ? TimeSpan.TicksPerSecond
                : Math.Max(0, _deadline - LabClock.Now);
            int microseconds = (int)Math.Min(left / TimeSpan.TicksPerMicrosecond, 1_000_000);
            // What waits in the socket is heard first: this process's own lateness must not end a healthy node.
            if (!_socket.Poll(microseconds, SelectMode.SelectRead))
            {
                if (LabClock.Now >= _deadline)
                {
                    Disarm();
                    Kill("fired");
                }

                continue;
            }

            EndPoint sender = new UnixDomainSocketEndPoint("/");
            int count = _socket.ReceiveFrom(buffer, ref sender);
            string? answer = Obey(Encoding.ASCII.GetString(buffer, 0, count));
            if (answer is null)
            {
                return;
            }

            Answer(sender, answer);
        }
    }

    /// <summary>The lab is gone: nothing of the node may stay.</summary>
    /// <param name="inOrder">Whether the lab said so; else it died, perhaps between a fork and the exec that gives a
    /// process its mark.</param>
    internal void LifelineEnded(bool inOrder)
    {
        Kill("lifeline");
        long until = LabClock.Now + (inOrder ? 0 : Straggling.Ticks);
        while (LabClock.Now < until)
        {
            Thread.Sleep(LookAgain);
            if (NodeProcesses.KillAll(_mark) > 0)
            {
                until = LabClock.Now + Straggling.Ticks;
            }
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _log.Dispose();
    }

    /// <summary>FreeBSD programs a watchdog with a power of two of a nanosecond, never less than asked for.</summary>
    internal static long Effective(long nanoseconds) =>
        (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(nanoseconds, 1, LongestNanoseconds));

    private string? Obey(string datagram)
    {
        string[] words = datagram.TrimEnd('\0', '\n').Split(' ', 2);
        switch (words[0])
        {
            case "arm" when words.Length == 2
                && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out long wanted)
                && wanted > 0:
                long effective = Effective(wanted);
                // Rounded up to the clock's tick, so that it never fires early.
                _period = (effective + 99) / 100;
                Write($"armed {LabClock.Now} {effective}");
                _deadline = LabClock.Now + _period;
                return string.Create(CultureInfo.InvariantCulture, $"ok {effective}");
            case "pat":
                _deadline = _period == 0 ? long.MaxValue : LabClock.Now + _period;
                return NoAnswer;
            case "disarm":
                Disarm();
                Write($"disarmed {LabClock.Now}");
                return NoAnswer;
            case "off":
                Disarm();
                return string.Create(CultureInfo.InvariantCulture, $"ok {Kill("poweroff")}");
            case "selffence":
                Disarm();
                return string.Create(CultureInfo.InvariantCulture,
                    $"ok {Kill("selffence", words.Length > 1 ? words[1] : "")}");
            case "quit":
                return null;
            default:
                return "error not understood";
        }
    }

    private void Disarm()
    {
        _period = 0;
        _deadline = long.MaxValue;
    }

    private long Kill(string why, string reason = "")
    {
        lock (_killing)
        {
            NodeProcesses.KillAll(_mark);
            long at = LabClock.Now;
            Write(reason.Length == 0 ? (FormattableString)$"{why} {at}" : $"{why} {at} {reason}");
            return at;
        }
    }

    private void Write(FormattableString line) => _log.Append(line.ToString(CultureInfo.InvariantCulture));

    private void Answer(EndPoint sender, string answer)
    {
        if (answer.Length == 0 || sender is not UnixDomainSocketEndPoint || sender.ToString() is not { Length: > 0 })
        {
            return;
        }

        try
        {
            _socket.SendTo(Encoding.ASCII.GetBytes(answer), sender);
        }
        catch (SocketException)
        {
            // The sender was of the node and is dead, or does not read its answers.
        }
    }
}
