using System.Globalization;
using Beast.Quorum.Platform.Sysctls;

namespace Beast.Quorum.Platform.SelfFencing;

/// <summary>
/// Settings of FreeBSD that weaken or delay a self-fence (kern_shutdown.c, subr_kdb.c): better read at the start than
/// in the night when it fires.
/// </summary>
public static class SelfFenceOutlook
{
    /// <summary>One line for each setting, with what to do; nothing where they cannot be read.</summary>
    public static IReadOnlyList<string> Warnings(ISysctl sysctl)
    {
        ArgumentNullException.ThrowIfNull(sysctl);
        List<string> warnings = [];
        if (Number(sysctl, "kern.securelevel") > 0)
        {
            warnings.Add("kern.securelevel is above 0: a self-fence cannot panic (debug.kdb.panic is refused); "
                + "reboot(2) and the watchdog remain; set kern_securelevel_enable=NO in rc.conf");
        }

        if (Number(sysctl, "debug.debugger_on_panic") == 1)
        {
            warnings.Add("debug.debugger_on_panic is 1: in a kernel with a debugger a self-fence stops at its prompt "
                + "instead of resetting the host; set debug.debugger_on_panic=0 in /etc/sysctl.conf");
        }

        long? wait = Number(sysctl, "kern.panic_reboot_wait_time");
        if (wait is not (null or 0))
        {
            warnings.Add($"kern.panic_reboot_wait_time is {wait}: a panicked host stays "
                + (wait < 0 ? "until somebody presses a key" : "so many seconds") + " before it is reset; set it to 0 "
                + "in /etc/sysctl.conf");
        }

        return warnings;
    }

    private static long? Number(ISysctl sysctl, string name) => sysctl.Read(name) is { Ok: true } result
        && long.TryParse(result.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value
            : null;
}
