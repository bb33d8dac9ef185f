using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Sysctls;

/// <summary>Adds what to do to the error text of a sysctl call, the kernel's or sysctl(8)'s.</summary>
internal static class SysctlAdvice
{
    /// <summary>The error in one line, with advice if it is a known one.</summary>
    public static string Of(string action, string error)
    {
        string line = OneLine.Of(error);
        SysctlFailure failure = SysctlFailures.Recognise(line, "");
        return failure != SysctlFailure.Unknown ? $"{action}: {line}; {SysctlFailures.Advice(failure)}"
            : $"{action}: {(line.Length > 0 ? line : "failed without a message")}";
    }
}
