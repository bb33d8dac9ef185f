namespace Beast.Quorum.Platform.Sysctls;

/// <summary>Reads and writes kernel variables by name. May block as long as the kernel's handler does.</summary>
public interface ISysctl
{
    /// <summary>The value as sysctl(8) prints it.</summary>
    public SysctlResult Read(string name);

    /// <summary>
    /// Writes a value. Success only means that the kernel took it: kern.cam.ctl.ha_role=0 succeeds even when no LUN
    /// could be opened.
    /// </summary>
    public SysctlResult Write(string name, string value);
}

/// <summary>What a sysctl call gave.</summary>
/// <param name="Ok">Whether it succeeded.</param>
/// <param name="Value">The value read or written; empty after an error.</param>
/// <param name="Error">What went wrong, in the words of sysctl(8) where it has some; empty after success.</param>
public sealed record SysctlResult(bool Ok, string Value, string Error)
{
    /// <summary>The errno, or what sysctl(8)'s words say it was; 0 after success, and if it is not known.</summary>
    public int Errno { get; init; }

    /// <summary>What to do about the error; empty if there is nothing to add.</summary>
    public string Advice { get; init; } = "";

    internal static SysctlResult Success(string value) => new(true, value, "");

    internal static SysctlResult Failure(string error, int errno = 0, string advice = "") =>
        new(false, "", error) { Errno = errno, Advice = advice };
}
