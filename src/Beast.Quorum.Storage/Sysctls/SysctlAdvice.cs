using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Sysctls;

/// <summary>Adds what to do to the error text of a sysctl call, the kernel's or sysctl(8)'s.</summary>
internal static class SysctlAdvice
{
    private static readonly (string Text, string Advice)[] Known =
    [
        ("read only", "it can be set in /boot/loader.conf only"),
        ("unknown oid", "load the module (ctl_load=\"YES\"); ha_peer also needs kern.cam.ctl.ha_id=1 or 2, " +
            "both in /boot/loader.conf"),
        ("no such file", "load the module (ctl_load=\"YES\"); ha_peer also needs kern.cam.ctl.ha_id=1 or 2, " +
            "both in /boot/loader.conf"),
        ("not permitted", "run beastq as root, on the host and not in a jail"),
        ("permission denied", "run beastq as root, on the host and not in a jail"),
        ("invalid argument", "the kernel does not take this value; an ha_peer that it refused is empty now"),
        ("invalid integer", "the value must be a number"),
    ];

    /// <summary>The error in one line, with advice if it is a known one.</summary>
    public static string Of(string action, string error)
    {
        string line = OneLine.Of(error);
        foreach ((string text, string advice) in Known)
        {
            if (line.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                return $"{action}: {line}; {advice}";
            }
        }

        return $"{action}: {(line.Length > 0 ? line : "failed without a message")}";
    }
}
