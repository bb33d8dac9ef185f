using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Watchdogs;

/// <summary>The calls on Linux's watchdog device; behind an interface because opening the real one arms it.</summary>
internal interface ILinuxWatchdogFile
{
    /// <summary>Opens it, which arms it; 0 or the errno.</summary>
    public int Open();

    /// <summary>An ioctl with an int, in and out; 0 or the errno.</summary>
    public int Control(Number request, ref int argument);

    /// <summary>The option bits of WDIOC_GETSUPPORT; 0 if it does not answer.</summary>
    public int Support();

    /// <summary>Writes a byte; 0 or the errno.</summary>
    public int Write(byte what);

    /// <summary>Closes it. Without the magic byte before, the watchdog goes on.</summary>
    public void Close();
}

/// <summary>The real device.</summary>
internal sealed unsafe class LinuxWatchdogFile(string path) : ILinuxWatchdogFile
{
    // struct watchdog_info: u32 options, u32 version, 32 bytes of name.
    private const int InfoLength = 40;
    private Descriptor? device;

    public int Open()
    {
        device = LibC.Open(path, OpenNumbers.WriteOnly, out int error);
        if (error != 0)
        {
            Close();
        }

        return error;
    }

    public int Control(Number request, ref int argument)
    {
        fixed (int* start = &argument)
        {
            return device is null ? Errno.ENXIO
                : LibC.DeviceControl(device, (nuint)request, start) == 0 ? 0 : LibC.LastError;
        }
    }

    public int Support()
    {
        byte* info = stackalloc byte[InfoLength];
        return device is not null && LibC.DeviceControl(device, (nuint)WatchdogNumbers.LinuxSupport, info) == 0
            ? *(int*)info
            : 0;
    }

    public int Write(byte what) =>
        device is null ? Errno.ENXIO : LibC.Write(device, &what, 1) == 1 ? 0 : LibC.LastError;

    public void Close()
    {
        device?.Dispose();
        device = null;
    }
}
