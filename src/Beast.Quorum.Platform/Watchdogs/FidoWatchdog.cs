using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Watchdogs;

/// <summary>One ioctl on the watchdog device; 0 or the errno.</summary>
/// <param name="request">The request number.</param>
/// <param name="argument">Its argument; 32-bit arguments are its low half, which comes first in memory.</param>
internal delegate int WatchdogControl(nuint request, long argument);

/// <summary>
/// FreeBSD's watchdog(4) behind /dev/fido. Opening arms nothing and closing disarms nothing. The last pat of anybody
/// counts, so watchdogd(8) must not run beside us.
/// </summary>
public sealed class FidoWatchdog : IWatchdog
{
    /// <summary>The device.</summary>
    public const string DefaultPath = "/dev/fido";

    private readonly WatchdogControl control;
    private readonly Descriptor? device;
    private bool useOld;
    private int exponent;

    /// <summary>Opens the device.</summary>
    /// <exception cref="DeviceException">There is none, or it may not be used; the message says what to do.</exception>
    public FidoWatchdog(string path = DefaultPath)
    {
        device = LibC.Open(path, OpenNumbers.ReadWrite, out int error);
        if (error != 0)
        {
            device.Dispose();
            throw new DeviceException(
                $"cannot open the watchdog {path}: {Errno.Describe(error)}; load a driver " +
                "(ichwd, ipmi, amdsbwd), run as root, or configure no watchdog", error);
        }

        control = OnDevice;
    }

    internal FidoWatchdog(WatchdogControl control) => this.control = control;

    /// <inheritdoc/>
    public TimeSpan Timeout => exponent == 0 ? TimeSpan.Zero : PowerOfTwo.ToTimeSpan(exponent);

    /// <inheritdoc/>
    public int LastError { get; private set; }

    /// <inheritdoc/>
    public bool IsPresent => device is null || !device.IsClosed;

    /// <inheritdoc/>
    public bool Arm(TimeSpan timeout)
    {
        int asked = PowerOfTwo.AtLeast(timeout);
        bool armed = Program(asked);
        // A driver that cannot do this time has disarmed everything (EOPNOTSUPP); after other errors the old time runs.
        exponent = armed ? asked : LastError == Errno.EOPNOTSUPP ? 0 : exponent;
        return armed;
    }

    /// <inheritdoc/>
    public bool Pat()
    {
        if (exponent == 0)
        {
            LastError = Errno.EINVAL;
            return false;
        }

        return Program(exponent);
    }

    /// <inheritdoc/>
    public bool Disarm()
    {
        // Control 0 disables; a kernel of the old interface does not know it, there a pat of 0 disables.
        LastError = useOld ? Errno.ENOTTY : control(Request(WatchdogNumbers.NewControl), 0);
        if (LastError == Errno.ENOTTY)
        {
            LastError = control(Request(WatchdogNumbers.OldPat), 0);
        }

        exponent = LastError == 0 ? 0 : exponent;
        return LastError == 0;
    }

    /// <inheritdoc/>
    public TimeSpan Effective(TimeSpan asked) => PowerOfTwo.ToTimeSpan(PowerOfTwo.AtLeast(asked));

    /// <inheritdoc/>
    public TimeSpan LargestNotAbove(TimeSpan limit) => PowerOfTwo.LargestNotAbove(limit);

    /// <summary>Closes the device; an armed watchdog stays armed.</summary>
    public void Dispose() => device?.Dispose();

    // The numbers are FreeBSD's wherever the tests run.
    private static nuint Request(Number number) => (uint)number.FreeBsd!.Value;

    private bool Program(int power)
    {
        LastError = useOld ? Errno.ENOTTY
            : control(Request(WatchdogNumbers.SetTimeout), PowerOfTwo.ToFixedPoint(power));
        if (LastError == Errno.ENOTTY)
        {
            useOld = true;
            LastError = control(Request(WatchdogNumbers.OldPat), WatchdogNumbers.Active.FreeBsd!.Value | (uint)power);
        }

        return LastError == 0;
    }

    private unsafe int OnDevice(nuint request, long argument)
    {
        while (!device!.IsClosed)
        {
            if (LibC.DeviceControl(device, request, &argument) == 0)
            {
                return 0;
            }

            if (LibC.LastError != Errno.EINTR)
            {
                return LibC.LastError;
            }
        }

        return Errno.ENXIO;
    }
}
