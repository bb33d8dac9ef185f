using Beast.Quorum.Platform.Devices;

namespace Beast.Quorum.Platform.Sysctls;

/// <summary>
/// The errors of sysctl(3) (its man page's ERRORS, and sysctl_root in kern_sysctl.c), each with its own text and
/// advice. A handler may return any other number; that is described and left to the kernel's messages.
/// </summary>
internal static class SysctlError
{
    internal const string NameAdvice = "check the name, and that the kernel module it belongs to is loaded (kldstat); "
        + "a module of CTL needs ctl_load=\"YES\" in /boot/loader.conf";

    internal const string TunableAdvice = "it can be set in /boot/loader.conf only";

    /// <summary>The failure that an errno means.</summary>
    /// <param name="action">What was tried: <c>name</c> or <c>name=value</c>.</param>
    /// <param name="name">The variable.</param>
    /// <param name="errno">The error.</param>
    internal static SysctlResult Of(string action, string name, int errno)
    {
        (string error, string advice) = errno switch
        {
            _ when errno == Errno.ENOENT => ($"unknown oid '{name}'", NameAdvice),
            _ when errno == Errno.EPERM => ($"{action}: operation not permitted",
                "run as root, on the host and not in a jail; kern.securelevel above 0 locks some variables"),
            _ when errno == Errno.EINVAL => ($"{action}: invalid argument",
                "the kernel does not take this value; one that it refused may have been cleared (ha_peer is)"),
            _ when errno == Errno.EISDIR => ($"oid '{name}' is a node and has no value",
                $"name one of the variables below it: sysctl {name}"),
            _ when errno == Errno.ENOTDIR => ($"'{name}' goes on where a variable already ends", "check the name"),
            _ when errno == Errno.ENOMEM => ($"{action}: its value does not fit, or grows while it is read",
                "try again; if it stays so, the host is out of memory"),
            _ when errno == Errno.EFAULT => ($"{action}: bad address", "this is a fault of beastq: report it"),
            _ => ($"{action}: {Errno.Describe(errno)}", "see the kernel's messages: dmesg"),
        };
        return SysctlResult.Failure(error, errno, advice);
    }

    /// <summary>A write to a variable that takes none, as its flags say; sysctl(8) says it so too.</summary>
    internal static SysctlResult ReadOnly(string name, bool isTunable) => isTunable
        ? SysctlResult.Failure($"oid '{name}' is a read only tunable", Errno.EPERM, TunableAdvice)
        : SysctlResult.Failure($"oid '{name}' is read only", Errno.EPERM, "the kernel alone changes it");
}
