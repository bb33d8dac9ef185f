namespace Beast.Quorum.Platform.Sysctls;

/// <summary>The kernel's sysctl variables, as text.</summary>
public interface ISysctl
{
    /// <summary>Reads one variable.</summary>
    public SysctlResult Read(string name);

    /// <summary>Writes one variable; may take as long as the kernel's handler takes.</summary>
    public SysctlResult Write(string name, string value);
}

/// <summary>What became of a read or a write.</summary>
/// <param name="Ok">Whether it succeeded.</param>
/// <param name="Value">The value, after a read.</param>
/// <param name="Error">What went wrong, else empty.</param>
public sealed record SysctlResult(bool Ok, string Value, string Error);
