using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Sysctls;

/// <summary>Why a sysctl variable was not read or written; a closed set.</summary>
public enum SysctlFailure
{
    /// <summary>None of the known texts.</summary>
    Unknown,

    /// <summary>There is no such variable (ENOENT).</summary>
    NoSuchVariable,

    /// <summary>It can be set in /boot/loader.conf only.</summary>
    Tunable,

    /// <summary>It cannot be set.</summary>
    ReadOnly,

    /// <summary>Not root, in a jail, or the secure level forbids it (EPERM, EACCES).</summary>
    NotPermitted,

    /// <summary>The kernel's handler does not take the value (EINVAL); a refused <c>ha_peer</c> is empty.</summary>
    ValueRefused,

    /// <summary>sysctl(8) takes no such text for a number.</summary>
    NotANumber,

    /// <summary>The name is a branch of the tree, or goes through a leaf (EISDIR, ENOTDIR).</summary>
    NotALeaf,

    /// <summary>The value does not fit the buffer, or the kernel has no memory (ENOMEM, EFAULT).</summary>
    NoRoom,

    /// <summary>This sysctl does not know the command line.</summary>
    Usage,
}

/// <summary>Recognises the messages of sysctl(8) and the kernel's errors behind sysctl(3).</summary>
public static class SysctlFailures
{
    private const string Load =
        "load the module (ctl_load=\"YES\"); ha_peer also needs kern.cam.ctl.ha_id=1 or 2, both in /boot/loader.conf";

    private static readonly KnownTexts<SysctlFailure> Texts = new(
        (["unknown oid"], SysctlFailure.NoSuchVariable),
        (["is a read only tunable"], SysctlFailure.Tunable),
        (["tunable values are set in"], SysctlFailure.Tunable),
        (["is read only"], SysctlFailure.ReadOnly),
        (["invalid integer"], SysctlFailure.NotANumber),
        (["empty numeric value"], SysctlFailure.NotANumber),
        (["not permitted"], SysctlFailure.NotPermitted),
        (["permission denied"], SysctlFailure.NotPermitted),
        (["invalid argument"], SysctlFailure.ValueRefused),
        (["no such file or directory"], SysctlFailure.NoSuchVariable),
        (["is a directory"], SysctlFailure.NotALeaf),
        (["not a directory"], SysctlFailure.NotALeaf),
        (["cannot allocate memory"], SysctlFailure.NoRoom),
        (["bad address"], SysctlFailure.NoRoom),
        (["illegal option"], SysctlFailure.Usage),
        (["usage:"], SysctlFailure.Usage));

    /// <summary>The reason behind an error text.</summary>
    public static SysctlFailure Recognise(string standardError, string standardOutput) =>
        Texts.TryFind(standardError, standardOutput, out SysctlFailure failure) ? failure : SysctlFailure.Unknown;

    /// <summary>What to do, in one line without a full stop.</summary>
    public static string Advice(SysctlFailure failure) => failure switch
    {
        SysctlFailure.NoSuchVariable => Load,
        SysctlFailure.Tunable => "it can be set in /boot/loader.conf only, and is in force after a boot",
        SysctlFailure.ReadOnly => "the kernel alone sets it",
        SysctlFailure.NotPermitted => "run beastq as root, on the host and not in a jail; see kern.securelevel",
        SysctlFailure.ValueRefused => "the kernel does not take this value; an ha_peer that it refused is empty now",
        SysctlFailure.NotANumber => "the value must be a number",
        SysctlFailure.NotALeaf => "the name is not that of a variable: check it with 'sysctl -a'",
        SysctlFailure.NoRoom => "the value does not fit; report it if it repeats",
        SysctlFailure.Usage => "this sysctl does not know the command line; check commands: sysctl",
        SysctlFailure.Unknown => "run the command by hand and look at dmesg",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "no advice"),
    };
}
