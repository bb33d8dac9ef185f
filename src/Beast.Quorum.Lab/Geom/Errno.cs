namespace Beast.Quorum.Lab.Geom;

/// <summary>FreeBSD's error numbers that a device answers (sys/errno.h).</summary>
internal static class Errno
{
    internal const int None = 0;

    /// <summary>EPERM: somebody holds it exclusively.</summary>
    internal const int NotPermitted = 1;

    /// <summary>ENOENT: there is no such device node.</summary>
    internal const int NoEntry = 2;

    /// <summary>EIO.</summary>
    internal const int InputOutput = 5;

    /// <summary>ENXIO: the device is gone, or has no medium.</summary>
    internal const int NotConfigured = 6;

    /// <summary>EEXIST.</summary>
    internal const int Exists = 17;

    /// <summary>EROFS.</summary>
    internal const int ReadOnly = 30;
}
