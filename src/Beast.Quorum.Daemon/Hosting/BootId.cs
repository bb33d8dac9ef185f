using System.Security.Cryptography;
using System.Text;
using Beast.Quorum.Platform.Sysctls;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>
/// An id of this boot of the host, equal for every daemon started in it: what tells a restarted daemon from a rebooted
/// host. FreeBSD keeps it as <c>kern.boot_id</c> (14 and later) or gives the boot time, Linux in /proc.
/// </summary>
internal static class BootId
{
    private const string LinuxPath = "/proc/sys/kernel/random/boot_id";

    /// <summary>Name of the variable that stands in for a boot where hosts are processes.</summary>
    public const string Variable = "BEASTQ_BOOT_ID";

    public static Guid Read(ISysctl sysctl)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return FromText(given);
        }

        if (File.Exists(LinuxPath))
        {
            return FromText(File.ReadAllText(LinuxPath).Trim());
        }

        foreach (string name in (string[])["kern.boot_id", "kern.boottime"])
        {
            SysctlResult result = sysctl.Read(name);
            if (result.Ok && result.Value.Length > 0)
            {
                return FromText(result.Value);
            }
        }

        throw new StartupException(
            ExitCodes.System, "The system gives no boot id: neither kern.boot_id nor kern.boottime can be read.");
    }

    private static Guid FromText(string text) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
