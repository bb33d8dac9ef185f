using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Watchdogs;

/// <summary>
/// FreeBSD's watchdog(4), sys/sys/watchdog.h: the old interface (up to 14) takes a power of two of a nanosecond, the
/// new one a 32.32 fixed-point number of seconds (sbintime_t). Linux has another watchdog interface, not used here.
/// </summary>
internal static class WatchdogNumbers
{
    // _IOW('W', 42, u_int)
    internal static readonly Number OldPat = new("WDIOCPATPAT", 0x8004572A, null, "sys/watchdog.h, up to 14");

    // _IOW('W', 53, sbintime_t) and _IOW('W', 51, int)
    internal static readonly Number SetTimeout = new("WDIOC_SETTIMEOUT", 0x80085735, null, "sys/watchdog.h, after 14");
    internal static readonly Number NewControl = new("WDIOC_CONTROL", 0x80045733, null, "sys/watchdog.h, after 14");

    internal static readonly Number Active = new("WD_ACTIVE", 0x08000000, null, "sys/watchdog.h");
}
