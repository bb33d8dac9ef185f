using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.SelfFencing;

/// <summary>reboot(2): how. FreeBSD: sys/sys/reboot.h; Linux: linux/reboot.h (glibc adds the magic numbers).</summary>
internal static class SelfFenceNumbers
{
    internal static readonly Number RebootNoSync = new("RB_NOSYNC", 4, null, "sys/reboot.h");
    internal static readonly Number RebootRestart = new("RB_AUTOBOOT", 0, 0x01234567, "sys/reboot.h");

    // Any write panics at once, whatever the value (sys/kern/subr_kdb.c).
    internal const string PanicSysctl = "debug.kdb.panic";
}
