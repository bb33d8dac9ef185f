using System.Runtime.InteropServices;

namespace Beast.Quorum.Platform.Native;

/// <summary>
/// The calls on descriptors that every concern shares. The runtime maps "libc" to libc.so.7 on FreeBSD.
/// All arguments are blittable or safe handles: calling these allocates nothing.
/// </summary>
internal static unsafe partial class LibC
{
    private const string Library = "libc";

    /// <summary>open(2); the mode is only looked at with O_CREAT.</summary>
    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenRaw(string path, int flags, uint mode);

    /// <summary>fcntl(2) with an integer argument.</summary>
    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int Control(int descriptor, int command, int argument);

    /// <summary>lseek(2); off_t has 64 bits on both systems.</summary>
    [LibraryImport(Library, EntryPoint = "lseek", SetLastError = true)]
    internal static partial long Seek(SafeHandle descriptor, long offset, int whence);

    /// <summary>pread(2).</summary>
    [LibraryImport(Library, EntryPoint = "pread", SetLastError = true)]
    internal static partial nint ReadAt(SafeHandle descriptor, byte* buffer, nuint count, long offset);

    /// <summary>pwrite(2).</summary>
    [LibraryImport(Library, EntryPoint = "pwrite", SetLastError = true)]
    internal static partial nint WriteAt(SafeHandle descriptor, byte* buffer, nuint count, long offset);

    /// <summary>read(2).</summary>
    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(SafeHandle descriptor, byte* buffer, nuint count);

    /// <summary>write(2).</summary>
    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(SafeHandle descriptor, byte* buffer, nuint count);

    /// <summary>ioctl(2) with a pointer argument; the request is zero-extended by <see cref="Number"/>.</summary>
    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int DeviceControl(SafeHandle descriptor, nuint request, void* argument);

    /// <summary>fdatasync(2); FreeBSD has it since 11.1, and does not need it for disks.</summary>
    [LibraryImport(Library, EntryPoint = "fdatasync", SetLastError = true)]
    internal static partial int SynchronizeData(SafeHandle descriptor);

    /// <summary>pipe2(2); FreeBSD has it since 10.0.</summary>
    [LibraryImport(Library, EntryPoint = "pipe2", SetLastError = true)]
    internal static partial int Pipe(int* descriptors, int flags);

    /// <summary>The errno of the last call of this thread that is declared in this assembly.</summary>
    internal static int LastError => Marshal.GetLastPInvokeError();

    /// <summary>Opens a file, always close-on-exec, trying again after a signal.</summary>
    /// <returns>The descriptor, or an invalid one and the errno.</returns>
    internal static Descriptor Open(string path, int flags, out int error, uint mode = 0)
    {
        int number;
        do
        {
            number = OpenRaw(path, flags | OpenNumbers.CloseOnExec, mode);
            error = number < 0 ? LastError : 0;
        }
        while (number < 0 && error == Devices.Errno.EINTR);
        return new Descriptor(number);
    }
}
