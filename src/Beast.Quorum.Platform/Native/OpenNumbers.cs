namespace Beast.Quorum.Platform.Native;

/// <summary>
/// open(2), fcntl(2) and lseek(2) constants. FreeBSD: sys/sys/fcntl.h; Linux: asm-generic/fcntl.h (x86-64).
/// </summary>
internal static class OpenNumbers
{
    internal static readonly Number ReadOnly = new("O_RDONLY", 0, 0, "sys/fcntl.h");
    internal static readonly Number WriteOnly = new("O_WRONLY", 1, 1, "sys/fcntl.h");
    internal static readonly Number ReadWrite = new("O_RDWR", 2, 2, "sys/fcntl.h");
    internal static readonly Number NonBlocking = new("O_NONBLOCK", 0x4, 0x800, "sys/fcntl.h");
    internal static readonly Number Append = new("O_APPEND", 0x8, 0x400, "sys/fcntl.h");
    internal static readonly Number Synchronous = new("O_SYNC", 0x80, 0x101000, "sys/fcntl.h");
    internal static readonly Number NoFollow = new("O_NOFOLLOW", 0x100, 0x20000, "sys/fcntl.h");
    internal static readonly Number Create = new("O_CREAT", 0x200, 0x40, "sys/fcntl.h");
    internal static readonly Number Exclusive = new("O_EXCL", 0x800, 0x80, "sys/fcntl.h");
    internal static readonly Number Directory = new("O_DIRECTORY", 0x20000, 0x10000, "sys/fcntl.h");
    internal static readonly Number CloseOnExec = new("O_CLOEXEC", 0x100000, 0x80000, "sys/fcntl.h");

    // Used on Linux only: a FreeBSD disk has no cache that these would have to pass by.
    internal static readonly Number Direct = new("O_DIRECT", 0x10000, 0x4000, "sys/fcntl.h");
    internal static readonly Number DataSynchronous = new("O_DSYNC", null, 0x1000, "asm-generic/fcntl.h");

    internal static readonly Number SetFlags = new("F_SETFL", 4, 4, "sys/fcntl.h");
    internal static readonly Number DuplicateCloseOnExec = new("F_DUPFD_CLOEXEC", 17, 1030, "sys/fcntl.h");
    internal static readonly Number SetDescriptorFlags = new("F_SETFD", 2, 2, "sys/fcntl.h");
    internal static readonly Number DescriptorCloseOnExec = new("FD_CLOEXEC", 1, 1, "sys/fcntl.h");
    internal static readonly Number SeekEnd = new("SEEK_END", 2, 2, "unistd.h");
}
