using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;
using Beast.Quorum.Platform.Sysctls;

namespace Beast.Quorum.Platform.Watchdogs;

/// <summary>
/// FreeBSD's watchdog(4) behind /dev/fido. Opening arms nothing and closing disarms nothing. The last pat of anybody
/// counts, so watchdogd(8) must not run beside us. The interface changed after FreeBSD 14: the new requests are tried
/// first, because a new kernel takes the old ones wrongly from 2 s on.
/// </summary>
public sealed class FidoWatchdog : IWatchdog
{
    /// <summary>The device.</summary>
    public const string DefaultPath = "/dev/fido";

    private readonly WatchdogControl control;
    private readonly FidoTimeout inForce;
    private readonly Descriptor? device;
    private bool useOld;
    private int exponent;
    private string? problem;

    /// <summary>Opens the device.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="sysctl">Asked for the time-out in force by kernels that have no request for it.</param>
    /// <exception cref="DeviceException">There is none, or it may not be used; the message says what to do.</exception>
    public FidoWatchdog(string path = DefaultPath, ISysctl? sysctl = null)
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
        inForce = new FidoTimeout(control, sysctl ?? new NativeSysctl());
    }

    internal FidoWatchdog(WatchdogControl control, ISysctl sysctl)
    {
        this.control = control;
        inForce = new FidoTimeout(control, sysctl);
    }

    /// <inheritdoc/>
    public TimeSpan Timeout => exponent == 0 ? TimeSpan.Zero : PowerOfTwo.ToTimeSpan(exponent);

    /// <inheritdoc/>
    public int LastError { get; private set; }

    /// <inheritdoc/>
    public string Problem => problem ?? Errno.Describe(LastError);

    /// <inheritdoc/>
    public bool IsPresent => device is null || !device.IsClosed;

    /// <inheritdoc/>
    public bool Arm(TimeSpan timeout)
    {
        int asked = PowerOfTwo.AtLeast(timeout);
        if (!Program(asked))
        {
            // A driver that cannot do this time has disarmed everything (EOPNOTSUPP); after other errors the old one
            // runs.
            exponent = LastError == Errno.EOPNOTSUPP ? 0 : exponent;
            return false;
        }

        TimeSpan wanted = PowerOfTwo.ToTimeSpan(asked);
        if (inForce.Read(useOld) is { } found && !ReadBack.Agree(found, wanted))
        {
            _ = exponent == 0 ? Disarm() : Program(exponent);
            problem = ReadBack.Refusal(wanted, found);
            LastError = Errno.EOPNOTSUPP;
            return false;
        }

        exponent = asked;
        return true;
    }

    /// <inheritdoc/>
    public bool Pat()
    {
        if (exponent == 0)
        {
            problem = null;
            LastError = Errno.EINVAL;
            return false;
        }

        TimeSpan? found = inForce.Ask(useOld);
        if (!Program(exponent))
        {
            return false;
        }

        if (found is { } other && !ReadBack.Agree(other, Timeout))
        {
            problem = ReadBack.Rival(Timeout, other);
            LastError = Errno.EBUSY;
        }

        return LastError == 0;
    }

    /// <inheritdoc/>
    public bool Disarm()
    {
        // Control 0 disables; a kernel of the old interface does not know it, there a pat of 0 disables.
        problem = null;
        LastError = useOld ? Errno.ENOTTY : Control(WatchdogNumbers.NewControl, 0);
        if (LastError == Errno.ENOTTY)
        {
            LastError = Control(WatchdogNumbers.OldPat, 0);
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

    private bool Program(int power)
    {
        problem = null;
        LastError = useOld ? Errno.ENOTTY : Control(WatchdogNumbers.SetTimeout, PowerOfTwo.ToFixedPoint(power));
        if (LastError == Errno.ENOTTY)
        {
            useOld = true;
            LastError = Control(WatchdogNumbers.OldPat, WatchdogNumbers.Active.FreeBsd!.Value | (uint)power);
        }

        return LastError == 0;
    }

    // The numbers are FreeBSD's wherever the tests run.
    private int Control(Number request, long argument) => control((uint)request.FreeBsd!.Value, ref argument);

    private unsafe int OnDevice(nuint request, ref long argument)
    {
        fixed (long* start = &argument)
        {
            while (!device!.IsClosed)
            {
                if (LibC.DeviceControl(device, request, start) == 0)
                {
                    return 0;
                }

                if (LibC.LastError != Errno.EINTR)
                {
                    return LibC.LastError;
                }
            }
        }

        return Errno.ENXIO;
    }
}
