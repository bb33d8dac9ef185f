using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Devices;

/// <summary>What was asked of a device when it failed.</summary>
public enum DeviceCall
{
    /// <summary>Opening it, or asking for its size.</summary>
    Open,

    /// <summary>Reading.</summary>
    Read,

    /// <summary>Writing.</summary>
    Write,

    /// <summary>Emptying its write cache.</summary>
    Flush,
}

/// <summary>
/// What an error number means on a disk, and what to do. FreeBSD: g_io_check in geom_io.c, g_access in geom_subr.c,
/// cam_periph.c; elsewhere the same numbers mean something else.
/// </summary>
public static class DeviceAdvice
{
    /// <summary>The error in words with its advice, in one line.</summary>
    public static string Explain(DeviceCall call, int error)
    {
        string advice = Of(call, error, Os.IsFreeBsd);
        return advice.Length == 0 ? Errno.Explain(error) : $"{Errno.Describe(error)}: {advice}";
    }

    /// <summary>What to do about an error; empty if there is nothing to add to <see cref="Errno.Explain"/>.</summary>
    internal static string Of(DeviceCall call, int error, bool onFreeBsd) => error switch
    {
        _ when error == Errno.EINVAL => call == DeviceCall.Open
            ? "it cannot be read past the cache; name a disk, a partition, or a file on a local file system"
            : "offset and length must be multiples of the sector size; if the disk was exchanged, restart beastq",
        _ when error == Errno.ENXIO =>
            "the device is gone or has no medium; check its cabling, power or iSCSI session; it is tried again",
        _ when error == Errno.EPERM && call == DeviceCall.Flush => "it is open for reading only",
        _ when error == Errno.EPERM && onFreeBsd =>
            "somebody else holds the disk for writing (GEOM): a ZFS vdev, a mounted file system, gmultipath, or a "
            + "program that has another partition of the same disk open as a whole; see gpart show, zpool status and "
            + "fstat. Not being root and kern.securelevel 2 refuse it too",
        _ when error == Errno.EIO =>
            "the disk or the path to it failed, or a SCSI reservation keeps this node out; see "
            + (onFreeBsd ? "dmesg and camcontrol persist DISK -v -i read_reservation" : "dmesg and sg_persist -r DISK"),
        _ when error == Errno.ENOENT && onFreeBsd =>
            "check the path; geom disk list shows the disks, gpart show -l the labels. A label vanishes while "
            + "somebody has the disk below it open for writing",
        _ when error == Errno.ENOENT => "check the path; lsblk shows the disks",
        _ when error == Errno.EROFS => "it is write-protected, or was opened for reading only",
        _ when error == Errno.ENOSPC => "the transfer ends past the end of the device",
        _ when error == Errno.EISDIR => "name a disk, a partition or a file",
        _ => "",
    };
}
