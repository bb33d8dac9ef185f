using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Devices;

/// <summary>
/// A disk, a partition or a file, without any cache in between. FreeBSD: the character device, opened once and kept
/// (closing the last writer makes GEOM taste the disk again). Linux: O_DIRECT and O_DSYNC.
/// </summary>
public sealed unsafe class RawDevice : IBlockDevice
{
    private readonly Descriptor descriptor;
    private readonly DeviceGeometry geometry;
    private readonly bool readOnly;

    private RawDevice(string path, Descriptor descriptor, DeviceGeometry geometry, bool readOnly)
    {
        Path = path;
        this.descriptor = descriptor;
        this.geometry = geometry;
        this.readOnly = readOnly;
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public long Size => geometry.Size;

    /// <inheritdoc/>
    public int SectorSize => geometry.SectorSize;

    /// <summary>Whether it is a disk or a partition; otherwise a regular file, which stands for one.</summary>
    public bool IsDisk => geometry.IsDisk;

    /// <summary>Whether transfers bypass the page cache; false on a Linux file system without O_DIRECT.</summary>
    public bool IsDirect { get; private init; }

    /// <summary>The disk's serial number; null for a file, and for a disk that tells none.</summary>
    public string? Ident { get; private init; }

    /// <summary>Opens a device, by default for reading and writing.</summary>
    /// <exception cref="DeviceException">It can't be opened, is no disk or file, or is empty.</exception>
    public static RawDevice Open(string path, bool readOnly = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw Failure(path, Errno.EISDIR);
        }

        bool direct = !Os.IsFreeBsd;
        Descriptor descriptor = OpenWith(path, readOnly, direct, out int error);
        if (error == Errno.EINVAL && direct)
        {
            // Some Linux file systems refuse O_DIRECT; a file there is good enough for trials.
            direct = false;
            descriptor = OpenWith(path, readOnly, direct, out error);
        }

        DeviceGeometry geometry = default;
        if (error == 0)
        {
            geometry = DeviceGeometry.Ask(descriptor, out error);
            error = error == 0 && geometry.IsDisk && !direct && !Os.IsFreeBsd ? Errno.EINVAL : error;
        }

        if (error != 0)
        {
            descriptor.Dispose();
            throw Failure(path, error);
        }

        return new RawDevice(path, descriptor, geometry, readOnly)
        {
            IsDirect = direct || Os.IsFreeBsd,
            Ident = geometry.IsDisk ? DiskIdent.Ask(descriptor, path) : null,
        };
    }

    /// <inheritdoc/>
    public DeviceResult Read(long offset, NativeBuffer buffer, int count)
    {
        int error = Check(offset, buffer, count);
        return error == 0 ? Transfer(offset, buffer, count, write: false) : DeviceResult.Failed(error);
    }

    /// <inheritdoc/>
    public DeviceResult Write(long offset, NativeBuffer buffer, int count)
    {
        int error = Check(offset, buffer, count);
        if (error == 0 && readOnly)
        {
            error = Errno.EROFS;
        }

        // A file that stands for a disk must not grow like a file.
        if (error == 0 && offset > Size - count)
        {
            error = Errno.ENOSPC;
        }

        return error == 0 ? Transfer(offset, buffer, count, write: true) : DeviceResult.Failed(error);
    }

    /// <summary>
    /// Empties the disk's write cache: DIOCGFLUSH on FreeBSD, whose fsync(2) does not do that for a disk; fdatasync(2)
    /// elsewhere. A driver that has nothing to empty, or cannot, is fine.
    /// </summary>
    /// <returns>0, or the errno; EROFS for a device that was opened for reading.</returns>
    public int Flush()
    {
        if (readOnly || descriptor.IsClosed)
        {
            return readOnly ? Errno.EROFS : Errno.ENXIO;
        }

        int result = Os.IsFreeBsd && IsDisk
            ? LibC.DeviceControl(descriptor, (nuint)DeviceNumbers.FlushFreeBsd, null)
            : LibC.SynchronizeData(descriptor);
        return result == 0 ? 0 : Tolerated(LibC.LastError);
    }

    /// <summary>0 for the errors that say that a driver cannot flush.</summary>
    internal static int Tolerated(int error) => error == Errno.EOPNOTSUPP || error == Errno.ENOTTY ? 0 : error;

    /// <summary>Closes the device; later calls answer ENXIO, calls in progress end first.</summary>
    public void Dispose() => descriptor.Dispose();

    private static Descriptor OpenWith(string path, bool readOnly, bool direct, out int error)
    {
        // O_NONBLOCK: opening a named pipe by mistake must not wait for its other end.
        int flags = readOnly ? OpenNumbers.ReadOnly | OpenNumbers.NonBlocking : (int)OpenNumbers.ReadWrite;
        flags |= Os.IsFreeBsd ? OpenNumbers.Synchronous : OpenNumbers.DataSynchronous;
        flags |= direct ? OpenNumbers.Direct : 0;
        return LibC.Open(path, flags, out error);
    }

    private int Check(long offset, NativeBuffer buffer, int count)
    {
        int mask = SectorSize - 1;
        bool aligned = offset >= 0 && count >= 0 && (offset & mask) == 0 && (count & mask) == 0;
        return aligned && count <= buffer.Length && buffer.Start != null ? 0 : Errno.EINVAL;
    }

    private DeviceResult Transfer(long offset, NativeBuffer buffer, int count, bool write)
    {
        try
        {
            while (!descriptor.IsClosed)
            {
                nint done = write
                    ? LibC.WriteAt(descriptor, buffer.Start, (nuint)count, offset)
                    : LibC.ReadAt(descriptor, buffer.Start, (nuint)count, offset);
                if (done >= 0)
                {
                    return new DeviceResult((int)done, 0);
                }

                int error = LibC.LastError;
                if (error != Errno.EINTR)
                {
                    return DeviceResult.Failed(error);
                }
            }
        }
        catch (ObjectDisposedException)
        {
            // Closed by another thread between the check and the call: the same as closed before it.
            return DeviceResult.Failed(Errno.ENXIO);
        }
        finally
        {
            GC.KeepAlive(buffer);
        }

        return DeviceResult.Failed(Errno.ENXIO);
    }

    private static DeviceException Failure(string path, int error) =>
        new($"cannot use {path} as a block device: {DeviceAdvice.Explain(DeviceCall.Open, error)}", error);
}
