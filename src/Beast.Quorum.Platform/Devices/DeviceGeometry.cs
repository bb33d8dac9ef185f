using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Devices;

/// <summary>Asks an open descriptor for its size and sector size.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="SectorSize">Bytes of a sector.</param>
/// <param name="IsDisk">A disk or partition; otherwise a regular file.</param>
internal readonly record struct DeviceGeometry(long Size, int SectorSize, bool IsDisk)
{
    /// <summary>The geometry, or an errno.</summary>
    internal static unsafe DeviceGeometry Ask(Descriptor descriptor, out int error)
    {
        long size = 0;
        int sector = 0;
        nuint askSize = (nuint)(Os.IsFreeBsd ? DeviceNumbers.MediaSizeFreeBsd : DeviceNumbers.MediaSizeLinux);
        nuint askSector = (nuint)(Os.IsFreeBsd ? DeviceNumbers.SectorSizeFreeBsd : DeviceNumbers.SectorSizeLinux);
        if (LibC.DeviceControl(descriptor, askSize, &size) == 0
            && LibC.DeviceControl(descriptor, askSector, &sector) == 0)
        {
            error = size > 0 && sector > 0 ? 0 : Errno.ENXIO;
            return new DeviceGeometry(size, sector, IsDisk: true);
        }

        error = LibC.LastError;
        if (error != Errno.ENOTTY && error != Errno.EINVAL && error != Errno.ENOSYS)
        {
            // FreeBSD answers ENOENT when there is no medium (sys/geom/geom_dev.c).
            error = Os.IsFreeBsd && error == Errno.ENOENT ? Errno.ENXIO : error;
            return default;
        }

        size = LibC.Seek(descriptor, 0, OpenNumbers.SeekEnd);
        error = size < 0 ? LibC.LastError : size == 0 ? Errno.ENXIO : 0;
        return new DeviceGeometry(size, DeviceNumbers.FileSectorSize, IsDisk: false);
    }
}
