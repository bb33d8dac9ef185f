using System.Runtime.InteropServices;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;
using Syscall = Mono.Unix.Native.Syscall;

namespace Beast.Quorum.Platform.Files;

/// <summary>System calls on files, and the small loops around them that every file of ours needs.</summary>
internal static unsafe partial class FileCalls
{
    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    internal static partial int Lock(SafeHandle descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    internal static partial int ChangeMode(SafeHandle descriptor, uint mode);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    internal static partial int Truncate(SafeHandle descriptor, long length);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Rename(string from, string to);

    [LibraryImport("libc", EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Unlink(string path);

    /// <summary>An exception that says what was tried, on what, and what the system answered.</summary>
    internal static IOException Failure(string what, string path, int error) =>
        new($"cannot {what} {path}: {Errno.Explain(error)}");

    /// <summary>Writes all bytes at an offset; throws if it cannot.</summary>
    internal static void WriteAll(Descriptor file, string path, ReadOnlySpan<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            nint done;
            fixed (byte* start = bytes)
            {
                done = LibC.WriteAt(file, start, (nuint)bytes.Length, offset);
            }

            int error = done < 0 ? LibC.LastError : done == 0 ? Errno.EIO : 0;
            if (error != 0 && error != Errno.EINTR)
            {
                throw Failure("write", path, error);
            }

            int count = Math.Max(0, (int)done);
            bytes = bytes[count..];
            offset += count;
        }
    }

    /// <summary>Reads up to the end of the file or of <paramref name="to"/>; throws if it cannot.</summary>
    internal static int ReadAll(Descriptor file, string path, Span<byte> to, long offset)
    {
        int total = 0;
        while (total < to.Length)
        {
            nint done;
            fixed (byte* start = to[total..])
            {
                done = LibC.ReadAt(file, start, (nuint)(to.Length - total), offset + total);
            }

            int error = done < 0 ? LibC.LastError : 0;
            if (error != 0 && error != Errno.EINTR)
            {
                throw Failure("read", path, error);
            }

            if (done == 0)
            {
                break;
            }

            total += Math.Max(0, (int)done);
        }

        return total;
    }

    /// <summary>fsync(2): content and metadata are on the disk; throws if the disk says no.</summary>
    internal static void Sync(Descriptor file, string path)
    {
        while (Syscall.fsync(file.Number) != 0)
        {
            int error = LibC.LastError;
            if (error != Errno.EINTR)
            {
                throw Failure("sync", path, error);
            }
        }
    }

    /// <summary>Makes a new or renamed name in a directory durable.</summary>
    internal static void SyncDirectoryOf(string path)
    {
        string directory = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        using Descriptor handle = LibC.Open(directory, OpenNumbers.ReadOnly | OpenNumbers.Directory, out int error);
        if (error != 0)
        {
            throw Failure("open directory", directory, error);
        }

        // EINVAL: a file system without directory sync; the rename is then as durable as it gets there.
        if (Syscall.fsync(handle.Number) != 0 && LibC.LastError is var failed && failed != Errno.EINVAL)
        {
            throw Failure("sync directory", directory, failed);
        }
    }
}
