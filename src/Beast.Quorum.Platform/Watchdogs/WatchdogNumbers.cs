using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Watchdogs;

/// <summary>
/// FreeBSD's watchdog(4), sys/sys/watchdog.h: the old interface (up to 14) takes a power of two of a nanosecond, the
/// new one a 32.32 fixed-point number of seconds (sbintime_t). Both use the same names. Linux: linux/watchdog.h, whole
/// seconds.
/// </summary>
internal static class WatchdogNumbers
{
    private const string IsNew = "defined(WDIOC_CONTROL)", IsOld = "!defined(WDIOC_CONTROL)";

    // _IOW('W', 42, u_int) and _IOR('W', 44, int)
    internal static readonly Number OldPat =
        new("WDIOCPATPAT", 0x8004572A, null, "sys/watchdog.h, up to 14") { OnlyIf = IsOld };
    internal static readonly Number OldGetTimeout =
        new("WDIOC_GETTIMEOUT", 0x4004572C, null, "sys/watchdog.h, up to 14") { OnlyIf = IsOld };

    // _IOW('W', 53, sbintime_t), _IOR('W', 54, sbintime_t) and _IOW('W', 51, int)
    internal static readonly Number SetTimeout =
        new("WDIOC_SETTIMEOUT", 0x80085735, null, "sys/watchdog.h, after 14") { OnlyIf = IsNew };
    internal static readonly Number GetTimeout =
        new("WDIOC_GETTIMEOUT", 0x40085736, null, "sys/watchdog.h, after 14") { OnlyIf = IsNew };
    internal static readonly Number NewControl =
        new("WDIOC_CONTROL", 0x80045733, null, "sys/watchdog.h, after 14") { OnlyIf = IsNew };

    internal static readonly Number Active =
        new("WD_ACTIVE", 0x08000000, null, "sys/watchdog.h, up to 14") { OnlyIf = IsOld };
    internal static readonly Number Interval =
        new("WD_INTERVAL", 0xFF, null, "sys/watchdog.h, up to 14") { OnlyIf = IsOld };

    // _IOR('W', 0, struct watchdog_info), _IOR('W', 4, int), _IOR('W', 5, int), _IOWR('W', 6, int), _IOR('W', 7, int)
    internal static readonly Number LinuxSupport = new("WDIOC_GETSUPPORT", null, 0x80285700, "linux/watchdog.h");
    internal static readonly Number LinuxSetOptions = new("WDIOC_SETOPTIONS", null, 0x80045704, "linux/watchdog.h");
    internal static readonly Number LinuxKeepAlive = new("WDIOC_KEEPALIVE", null, 0x80045705, "linux/watchdog.h");
    internal static readonly Number LinuxSetTimeout = new("WDIOC_SETTIMEOUT", null, 0xC0045706, "linux/watchdog.h");
    internal static readonly Number LinuxGetTimeout = new("WDIOC_GETTIMEOUT", null, 0x80045707, "linux/watchdog.h");
    internal static readonly Number LinuxDisable = new("WDIOS_DISABLECARD", null, 1, "linux/watchdog.h");
    internal static readonly Number LinuxCanSetTimeout = new("WDIOF_SETTIMEOUT", null, 0x80, "linux/watchdog.h");
    internal static readonly Number LinuxMagicClose = new("WDIOF_MAGICCLOSE", null, 0x100, "linux/watchdog.h");
}
