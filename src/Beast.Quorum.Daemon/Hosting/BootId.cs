using System.Security.Cryptography;
using System.Text;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>
/// An id of this boot of the host, equal for every daemon started in it: what tells a restarted daemon from a rebooted
/// host. FreeBSD keeps it as <c>kern.boot_id</c>, a structure of 16 random bytes (sys/kern/kern_mib.c), Linux in /proc.
/// Never from <c>kern.boottime</c>: that moves when the clock is stepped, and an owner restarted after it would take
/// its own pools for another boot's and reset the host.
/// </summary>
internal static class BootId
{
    private const string LinuxPath = "/proc/sys/kernel/random/boot_id";

    /// <summary>Name of the variable that stands in for a boot where hosts are processes.</summary>
    public const string Variable = "BEASTQ_BOOT_ID";

    public static Guid Read(Func<string, byte[]?> sysctl) => Read(sysctl, LinuxPath);

    internal static Guid Read(Func<string, byte[]?> sysctl, string linuxPath)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return FromText(given);
        }

        if (File.Exists(linuxPath))
        {
            return FromText(File.ReadAllText(linuxPath).Trim());
        }

        return sysctl("kern.boot_id") is { Length: > 0 } bytes
            ? FromBytes(bytes)
            : throw new StartupException(
                ExitCodes.System,
                "The system gives no boot id: kern.boot_id cannot be read. It needs a FreeBSD that has it, "
                + "14 or later.");
    }

    private static Guid FromText(string text) => FromBytes(Encoding.UTF8.GetBytes(text));

    private static Guid FromBytes(byte[] bytes) => new(SHA256.HashData(bytes).AsSpan(0, 16));
}
