using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Files;

/// <summary>flock(2) operations; sys/fcntl.h on FreeBSD, sys/file.h on Linux, the same numbers.</summary>
internal static class FileNumbers
{
    internal static readonly Number LockExclusive = new("LOCK_EX", 2, 2, "sys/file.h");
    internal static readonly Number LockNonBlocking = new("LOCK_NB", 4, 4, "sys/file.h");
}
