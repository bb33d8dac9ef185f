using Beast.Quorum.Platform.Devices;

namespace Beast.Quorum.Platform.Watchdogs;

/// <summary>
/// Linux's watchdog device (Documentation/watchdog/watchdog-api), for a lab in virtual machines. Its times are whole
/// seconds, rounded down here, so that it never fires later than asked. Opening arms it, so that it is opened when it
/// is armed; it stops only if a V was written before the close and its driver was not loaded with nowayout.
/// One difference to FreeBSD's remains: the kernel pats once more when the descriptor of a killed daemon is closed.
/// </summary>
public sealed class LinuxWatchdog : IWatchdog
{
    /// <summary>The device.</summary>
    public const string DefaultPath = "/dev/watchdog";

    private const byte MagicClose = (byte)'V';
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private readonly ILinuxWatchdogFile file;
    private readonly string path;
    private bool isOpen;
    private int seconds;
    private string? problem;

    /// <summary>Looks at the watchdog without opening it.</summary>
    /// <exception cref="DeviceException">There is none, or it could never be switched off.</exception>
    public LinuxWatchdog(string path = DefaultPath)
        : this(path, new LinuxWatchdogFile(path), "/sys")
    {
        if (!File.Exists(path))
        {
            throw new DeviceException(
                $"there is no watchdog {path}: load a driver (softdog, i6300esb in a virtual machine, iTCO_wdt), or "
                + "configure no watchdog", Errno.ENOENT);
        }
    }

    internal LinuxWatchdog(string path, ILinuxWatchdogFile file, string sysfs)
    {
        this.path = path;
        this.file = file;
        string name = Path.GetFileName(path) == "watchdog" ? "watchdog0" : Path.GetFileName(path);
        string nowayout = Path.Combine(sysfs, "class", "watchdog", name, "nowayout");
        if (File.Exists(nowayout) && File.ReadAllText(nowayout).Trim() == "1")
        {
            throw new DeviceException(
                $"{path} cannot be switched off (nowayout), so that a standby would be reset too: load its driver with "
                + "nowayout=0", Errno.EBUSY);
        }
    }

    /// <inheritdoc/>
    public TimeSpan Timeout => TimeSpan.FromSeconds(seconds);

    /// <inheritdoc/>
    public int LastError { get; private set; }

    /// <inheritdoc/>
    public string Problem => problem ?? Errno.Describe(LastError);

    /// <inheritdoc/>
    public bool IsPresent => isOpen || File.Exists(path);

    /// <inheritdoc/>
    public bool Arm(TimeSpan timeout)
    {
        problem = null;
        bool wasOpen = isOpen;
        if (!isOpen && !Open())
        {
            return false;
        }

        int asked = (int)Effective(timeout).TotalSeconds;
        if (Program(asked))
        {
            seconds = asked;
            return true;
        }

        // What stays behind must be what was there before: nothing, or the old time-out.
        (int error, string? why) = (LastError, problem);
        _ = wasOpen && seconds > 0 ? Program(seconds) : Disarm();
        (LastError, problem) = (error, why);
        return false;
    }

    /// <inheritdoc/>
    public bool Pat()
    {
        problem = null;
        int none = 0;
        LastError = seconds == 0 ? Errno.EINVAL : file.Control(WatchdogNumbers.LinuxKeepAlive, ref none);
        return LastError == 0;
    }

    /// <inheritdoc/>
    public bool Disarm()
    {
        problem = null;
        LastError = 0;
        if (isOpen)
        {
            int disable = WatchdogNumbers.LinuxDisable;
            LastError = file.Control(WatchdogNumbers.LinuxSetOptions, ref disable);
            // Some drivers know only the one way, some only the other; EBUSY says that it can't be stopped at all.
            LastError = LastError == Errno.EBUSY ? LastError : file.Write(MagicClose);
            if (LastError == 0)
            {
                file.Close();
                isOpen = false;
                seconds = 0;
            }
        }

        return LastError == 0;
    }

    /// <inheritdoc/>
    public TimeSpan Effective(TimeSpan asked)
    {
        TimeSpan whole = TimeSpan.FromSeconds(Math.Floor(asked.TotalSeconds));
        return whole < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : whole > Longest ? Longest : whole;
    }

    /// <inheritdoc/>
    public TimeSpan LargestNotAbove(TimeSpan limit) =>
        limit < TimeSpan.FromSeconds(1) ? TimeSpan.Zero : Effective(limit);

    /// <summary>Closes the device; an armed watchdog stays armed.</summary>
    public void Dispose() => file.Close();

    private bool Open()
    {
        LastError = file.Open();
        if (LastError != 0)
        {
            problem = LastError == Errno.EBUSY
                ? $"{path} is held by another program, whose pats would keep this host alive: stop it"
                : null;
            return false;
        }

        isOpen = true;
        int needed = WatchdogNumbers.LinuxMagicClose | WatchdogNumbers.LinuxCanSetTimeout;
        if ((file.Support() & needed) == needed)
        {
            return true;
        }

        _ = Disarm();
        problem = $"the driver of {path} stops when beastq dies, or has one fixed time-out: use another (softdog)";
        LastError = Errno.EOPNOTSUPP;
        return false;
    }

    private bool Program(int asked)
    {
        int found = asked;
        LastError = file.Control(WatchdogNumbers.LinuxSetTimeout, ref found);
        int none = 0;
        LastError = LastError == 0 ? file.Control(WatchdogNumbers.LinuxKeepAlive, ref none) : LastError;
        if (LastError == 0)
        {
            // Where it cannot be read, what the setting call gave back stands.
            int read = found;
            found = file.Control(WatchdogNumbers.LinuxGetTimeout, ref read) == 0 ? read : found;
        }

        if (LastError == 0 && found != asked)
        {
            problem = ReadBack.Refusal(TimeSpan.FromSeconds(asked), TimeSpan.FromSeconds(found));
            LastError = Errno.EOPNOTSUPP;
        }

        return LastError == 0;
    }
}
