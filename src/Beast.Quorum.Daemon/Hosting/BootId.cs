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

    /// <summary>The id.</summary>
    /// <param name="sysctl">Reads a sysctl's bytes; null if there is none of that name.</param>
    /// <param name="otherwise">Gives an id where the kernel has none (older FreeBSD).</param>
    public static Guid Read(Func<string, byte[]?> sysctl, Func<byte[]> otherwise) =>
        Read(sysctl, otherwise, LinuxPath);

    internal static Guid Read(Func<string, byte[]?> sysctl, Func<byte[]> otherwise, string linuxPath)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return FromText(given);
        }

        if (File.Exists(linuxPath))
        {
            return FromText(File.ReadAllText(linuxPath).Trim());
        }

        return FromBytes(sysctl("kern.boot_id") is { Length: > 0 } bytes ? bytes : otherwise());
    }

    private static Guid FromText(string text) => FromBytes(Encoding.UTF8.GetBytes(text));

    private static Guid FromBytes(byte[] bytes) => new(SHA256.HashData(bytes).AsSpan(0, 16));
}
