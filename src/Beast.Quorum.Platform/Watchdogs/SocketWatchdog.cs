using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Beast.Quorum.Platform.Clock;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Polling;
using Beast.Quorum.Platform.Sockets;

namespace Beast.Quorum.Platform.Watchdogs;

/// <summary>
/// A watchdog that is another process, asked over a Unix datagram socket in ASCII: <c>arm NANOSECONDS</c>,
/// <c>pat</c>, <c>disarm</c>. Only arming is answered, <c>ok NANOSECONDS</c> with the time that was programmed; it is
/// waited for up to 200 ms. Nothing else blocks.
/// </summary>
public sealed class SocketWatchdog : IWatchdog
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMilliseconds(200);
    private static int instances;
    private readonly UnixDatagram socket;
    private readonly Poller poller = new(1);
    private readonly string ownPath;
    private readonly string serverPath;
    private string? problem;

    /// <summary>Makes a client of the watchdog at <paramref name="path"/>; it need not be there yet.</summary>
    /// <exception cref="DeviceException">The socket cannot be made.</exception>
    public SocketWatchdog(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        serverPath = path;
        ownPath = $"{path}.{Environment.ProcessId}.{Interlocked.Increment(ref instances)}";
        UnixDatagram? made = null;
        try
        {
            made = new UnixDatagram(path);
            File.Delete(ownPath);
            made.Bind(ownPath);
        }
        catch (Exception e) when (e is SocketException or ArgumentException or IOException)
        {
            made?.Dispose();
            throw new DeviceException($"cannot make the socket {ownPath} of the watchdog client: {e.Message}; " +
                "use a shorter path in a directory that this user may write to", e);
        }

        socket = made;
        poller.Add(socket.Number);
    }

    /// <inheritdoc/>
    public TimeSpan Timeout { get; private set; }

    /// <inheritdoc/>
    public int LastError { get; private set; }

    /// <inheritdoc/>
    public string Problem => LastError == Errno.EOPNOTSUPP && problem is not null
        ? problem
        : Errno.Describe(LastError);

    /// <summary>Whether the watchdog's socket exists.</summary>
    public bool IsPresent => File.Exists(serverPath);

    /// <inheritdoc/>
    public bool Arm(TimeSpan timeout)
    {
        problem = null;
        Span<byte> answer = stackalloc byte[64];
        while (socket.Receive(answer) >= 0)
        {
            // Answers to an earlier arming that came too late say nothing about this one.
        }

        long nanoseconds = 1L << PowerOfTwo.AtLeast(timeout);
        LastError = socket.Send(Encoding.ASCII.GetBytes($"arm {nanoseconds}"));
        if (LastError != 0)
        {
            return false;
        }

        LastError = Errno.ETIMEDOUT;
        if (poller.Wait(MonotonicClock.After(AnswerWithin)) > 0 && socket.Receive(answer) is var count && count > 0)
        {
            string text = Encoding.ASCII.GetString(answer[..count]).Trim();
            bool ok = text.StartsWith("ok ", StringComparison.Ordinal) && long.TryParse(
                text.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out nanoseconds);
            LastError = ok ? 0 : Errno.EOPNOTSUPP;
            Check(Effective(timeout), new TimeSpan(nanoseconds / TimeSpan.NanosecondsPerTick));
        }

        return LastError == 0;
    }

    private void Check(TimeSpan asked, TimeSpan found)
    {
        if (LastError == 0 && !ReadBack.Agree(asked, found))
        {
            _ = Timeout == TimeSpan.Zero && Disarm();
            problem = ReadBack.Refusal(asked, found);
            LastError = Errno.EOPNOTSUPP;
        }

        Timeout = LastError == 0 ? found : Timeout;
    }

    /// <inheritdoc/>
    public bool Pat()
    {
        LastError = Timeout == TimeSpan.Zero ? Errno.EINVAL : socket.Send("pat"u8);
        return LastError == 0;
    }

    /// <inheritdoc/>
    public bool Disarm()
    {
        LastError = socket.Send("disarm"u8);
        Timeout = LastError == 0 ? TimeSpan.Zero : Timeout;
        return LastError == 0;
    }

    /// <inheritdoc/>
    public TimeSpan Effective(TimeSpan asked) => PowerOfTwo.ToTimeSpan(PowerOfTwo.AtLeast(asked));

    /// <inheritdoc/>
    public TimeSpan LargestNotAbove(TimeSpan limit) => PowerOfTwo.LargestNotAbove(limit);

    /// <summary>Closes the socket and removes its name; an armed watchdog stays armed.</summary>
    public void Dispose()
    {
        socket.Dispose();
        File.Delete(ownPath);
    }
}
