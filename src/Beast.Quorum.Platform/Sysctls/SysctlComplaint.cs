using Beast.Quorum.Platform.Devices;

namespace Beast.Quorum.Platform.Sysctls;

/// <summary>
/// What sysctl(8) says on standard error, as an errno and advice. Its exit status is the number of arguments that
/// failed, so the text is all there is to go by (usr.sbin/sysctl/sysctl.c; strerror(3)).
/// </summary>
internal static class SysctlComplaint
{
    // The first that fits counts: an unknown name also ends in "No such file or directory".
    private static readonly (string Part, Func<int> Errno, string Advice)[] Known =
    [
        ("unknown oid", () => Errno.ENOENT, SysctlError.NameAdvice),
        ("is a read only tunable", () => Errno.EPERM, SysctlError.TunableAdvice),
        ("is read only", () => Errno.EPERM, "the kernel alone changes it"),
        ("Operation not permitted", () => Errno.EPERM,
            "run as root, on the host and not in a jail; kern.securelevel above 0 locks some variables"),
        ("invalid integer", () => Errno.EINVAL, "the value must be a number"),
        ("empty numeric value", () => Errno.EINVAL, "the value must be a number"),
        ("Invalid argument", () => Errno.EINVAL,
            "the kernel does not take this value; one that it refused may have been cleared (ha_peer is)"),
        ("Is a directory", () => Errno.EISDIR, "name one of the variables below it"),
        ("Not a directory", () => Errno.ENOTDIR, "check the name"),
        ("Cannot allocate memory", () => Errno.ENOMEM, "try again"),
        ("Permission denied", () => Errno.EACCES, "run as root"),
        ("No such file or directory", () => Errno.ENOENT, "check the path of sysctl(8) under commands"),
    ];

    /// <summary>The errno and the advice; 0 and nothing for words that are not known.</summary>
    internal static (int Errno, string Advice) Read(string said)
    {
        foreach ((string part, Func<int> errno, string advice) in Known)
        {
            if (said.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return (errno(), advice);
            }
        }

        return (0, "");
    }
}
