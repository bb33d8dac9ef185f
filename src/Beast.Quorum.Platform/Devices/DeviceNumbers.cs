using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Devices;

/// <summary>
/// Disk ioctls. FreeBSD: sys/sys/disk.h, encoded as sys/sys/ioccom.h says
/// (direction | size &lt;&lt; 16 | 'd' &lt;&lt; 8 | n);
/// Linux: linux/fs.h.
/// </summary>
internal static class DeviceNumbers
{
    // _IOR('d', 128, u_int) and _IOR('d', 129, off_t)
    internal static readonly Number SectorSizeFreeBsd = new("DIOCGSECTORSIZE", 0x40046480, null, "sys/disk.h");
    internal static readonly Number MediaSizeFreeBsd = new("DIOCGMEDIASIZE", 0x40086481, null, "sys/disk.h");

    // _IO('d', 135), which takes no argument, and _IOR('d', 137, char[256])
    internal static readonly Number FlushFreeBsd = new("DIOCGFLUSH", 0x20006487, null, "sys/disk.h");
    internal static readonly Number IdentFreeBsd = new("DIOCGIDENT", 0x41006489, null, "sys/disk.h");

    // _IO(0x12, 104) and _IOR(0x12, 114, size_t)
    internal static readonly Number SectorSizeLinux = new("BLKSSZGET", null, 0x1268, "linux/fs.h");
    internal static readonly Number MediaSizeLinux = new("BLKGETSIZE64", null, 0x80081272, "linux/fs.h");

    // Big enough for the O_DIRECT alignment of every disk; a file says nothing about the disk below it.
    internal const int FileSectorSize = 4096;
}
