using Beast.Quorum.Storage.Calls;

namespace Beast.Quorum.Storage.Sysctls;

/// <summary>Reads and writes sysctl variables with a deadline, natively or through sysctl(8). Thread-safe.</summary>
public interface ISysctlAccess
{
    /// <summary>Reads one variable.</summary>
    public SysctlAnswer Read(string name, CallTerms terms);

    /// <summary>Writes one variable. Success says that the kernel took the value, not what came of it.</summary>
    public SysctlAnswer Write(string name, string value, CallTerms terms);

    /// <summary>The read as a person would see it, for <c>beastq plan</c>.</summary>
    public string DescribeRead(string name);

    /// <summary>The write as a person would see it, for <c>beastq plan</c>.</summary>
    public string DescribeWrite(string name, string value);
}

/// <summary>How a sysctl call ended.</summary>
public enum SysctlEnd
{
    /// <summary>It succeeded.</summary>
    Ok,

    /// <summary>The kernel or sysctl(8) refused it.</summary>
    Failed,

    /// <summary>It did not end in time, and nothing that could change the system is left running.</summary>
    TimedOut,

    /// <summary>
    /// A write did not end in time and still runs; <see cref="CallTerms.WhenGone"/> tells when it has ended.
    /// </summary>
    Abandoned,

    /// <summary><see cref="CallTerms.MayStart"/> said no.</summary>
    Refused,
}

/// <summary>What became of a sysctl call.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Value">The value read, without the line's end.</param>
/// <param name="Error">
/// What went wrong, in one line, with what to do about it; empty for <see cref="SysctlEnd.Ok"/>.
/// </param>
public sealed record SysctlAnswer(SysctlEnd End, string Value, string Error);
