namespace Beast.Quorum.Platform.Devices;

/// <summary>
/// One error number: its name, its value on each system, a text of ours, and what to do about it in general.
/// </summary>
internal sealed record ErrnoEntry(string Name, int FreeBsd, int Linux, string Text, string Advice = "")
{
    /// <summary>The value on this system.</summary>
    internal int Here => Native.Os.IsFreeBsd ? FreeBsd : Linux;
}

/// <summary>
/// Error numbers of both systems side by side. FreeBSD: sys/sys/errno.h; Linux: asm-generic/errno-base.h and errno.h.
/// Numbers 1 to 34 agree, but for EDEADLK (11 on FreeBSD, 35 on Linux) and EAGAIN (35 and 11).
/// </summary>
internal static class ErrnoTable
{
    internal static readonly ErrnoEntry[] Entries =
    [
        new("EPERM", 1, 1, "operation not permitted", "run as root"),
        new("ENOENT", 2, 2, "no such file or device", "check the path"),
        new("ESRCH", 3, 3, "no such process"),
        new("EINTR", 4, 4, "interrupted by a signal"),
        new("EIO", 5, 5, "I/O error", "see the kernel's messages: dmesg"),
        new("ENXIO", 6, 6, "device gone"),
        new("E2BIG", 7, 7, "argument list too long"),
        new("ENOEXEC", 8, 8, "not an executable format", "check the program's first line (#!) or its architecture"),
        new("EBADF", 9, 9, "bad file descriptor"),
        new("ECHILD", 10, 10, "no such child process"),
        new("ENOMEM", 12, 12, "out of memory"),
        new("EACCES", 13, 13, "permission denied", "run as root, or check owner and mode"),
        new("EFAULT", 14, 14, "bad address"),
        new("EBUSY", 16, 16, "busy", "somebody else uses it"),
        new("EEXIST", 17, 17, "exists already"),
        new("ENODEV", 19, 19, "no such device", "its driver is not loaded"),
        new("ENOTDIR", 20, 20, "not a directory"),
        new("EISDIR", 21, 21, "is a directory"),
        new("EINVAL", 22, 22, "invalid argument"),
        new("EMFILE", 24, 24, "too many open files"),
        new("ENOTTY", 25, 25, "not supported by this kind of file"),
        new("EFBIG", 27, 27, "file too large"),
        new("ENOSPC", 28, 28, "no space left", "make room"),
        new("ESPIPE", 29, 29, "cannot seek", "name a disk, a partition or a file"),
        new("EROFS", 30, 30, "read-only file system or device", "remove its write protection"),
        new("EPIPE", 32, 32, "the other end is closed"),
        new("EDEADLK", 11, 35, "deadlock avoided"),
        new("EAGAIN", 35, 11, "try again later"),
        new("EOPNOTSUPP", 45, 95, "operation not supported", "the driver cannot do this"),
        new("EADDRINUSE", 48, 98, "address in use"),
        new("ECONNRESET", 54, 104, "connection reset by the other side"),
        new("ENOBUFS", 55, 105, "no buffer space"),
        new("ETIMEDOUT", 60, 110, "timed out"),
        new("ECONNREFUSED", 61, 111, "connection refused", "nobody listens there"),
        new("ELOOP", 62, 40, "too many symbolic links"),
        new("ENAMETOOLONG", 63, 36, "name too long"),
        new("ESTALE", 70, 116, "stale file handle"),
        new("ENOSYS", 78, 38, "not implemented by this kernel"),
    ];
}
