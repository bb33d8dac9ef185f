using System.Globalization;
using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Doctor.Facts;
using Beast.Quorum.Daemon.Security;
using Beast.Quorum.Daemon.Status;
using Beast.Quorum.Platform.Sysctls;

namespace Beast.Quorum.Daemon.Doctor.Gathering;

/// <summary>The host and its kernel.</summary>
internal static class SystemSources
{
    private static readonly string[] Variables =
    [
        "kern.osreldate", "kern.osrelease", "kern.hostid", "kern.hostuuid", "kern.securelevel",
        "kern.panic_reboot_wait_time", "debug.debugger_on_panic", "security.jail.jailed",
        "vm.swap_total", "vm.old_mlock", "kern.cam.da.default_timeout", "kern.cam.da.retry_count",
        "kern.cam.ada.default_timeout", "kern.cam.ada.retry_count", "kern.cam.nda.default_timeout",
        "kern.cam.nda.retry_count", "kern.cam.ctl.ha_id", "kern.cam.ctl.ha_mode", "kern.cam.ctl.ha_role",
        "kern.cam.ctl.ha_link", "kern.cam.ctl.ha_peer", "kern.cam.ctl.max_luns", "kern.cam.ctl.max_ports",
        "kern.cam.ctl.iscsi.ping_timeout", "kern.iscsi.fail_on_disconnection", "kern.iscsi.ping_timeout",
        "kern.geom.multipath.debug", "vfs.zfs.vol.mode", "vfs.zfs.vol.recursive", "vfs.zfs.version.module",
        "vfs.zfs.version.spa", "hw.watchdog.wd_last_u_secs",
    ];

    public static FactSource Host(BeastqConfiguration configuration) => new("host", book =>
    {
        book.Set(FactName.System, OperatingSystem.IsFreeBSD() ? "FreeBSD"
            : OperatingSystem.IsLinux() ? "Linux" : RuntimeInformation.OSDescription);
        book.Set(FactName.User, UnixFile.EffectiveUser);
        book.Set(FactName.Clock, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        book.Set(FactName.Program, StatusContext.ProgramVersion);
        book.Set(FactName.Cluster, configuration.Cluster);
        book.Set(FactName.Timing, Checks.QuorumChecks.Fingerprint(configuration.Timing));
        book.Set(FactName.QuorumPath, configuration.QuorumDevice.Path);
        book.Set(FactName.Interlinks, configuration.Interlinks.Select(link => new[] { link.Local, link.Peer }));
        book.Set(FactName.HaPeers, configuration.Groups.Where(group => group.HaPeer is not null)
            .Select(group => new[] { group.Name, group.HaPeer! }));
        book.Set(FactName.Groups, configuration.Groups.OrderBy(group => group.Id).Select(group => new[]
        {
            Number(group.Id), group.Name, group.Profile.ToString(), Number(group.Preferred),
            string.Join(',', group.Pools), string.Join(',', group.Luns),
        }));
    });

    public static FactSource Sysctls(Probe probe) => new("sysctl", book =>
    {
        if (probe.Configuration.Sysctl == AccessMethod.Command)
        {
            ByCommand(probe, book);
            return;
        }

        foreach (string name in Variables)
        {
            SysctlResult answer = probe.Sysctl.Read(name);
            book.Set(FactName.Sysctl(name), answer.Ok ? Fact.Is(answer.Value)
                : answer.Error.StartsWith("unknown oid", StringComparison.Ordinal) ? Fact.None
                : Fact.NotKnown(answer.Error));
        }
    });

    public static FactSource Network(BeastqConfiguration configuration) => new("network", book =>
    {
        NetworkInterface[] interfaces = NetworkInterface.GetAllNetworkInterfaces();
        for (int path = 0; path < configuration.Interlinks.Count; path++)
        {
            System.Net.IPAddress local = System.Net.IPEndPoint.Parse(configuration.Interlinks[path].Local).Address;
            NetworkInterface? holder = interfaces.FirstOrDefault(
                one => one.GetIPProperties().UnicastAddresses.Any(address => address.Address.Equals(local)));
            book.Set(FactName.Interlink(path, "local"), holder is not null);
            book.Set(FactName.Interlink(path, "mtu"), holder is null ? Fact.None : Mtu(holder, local));
        }
    });

    private static Fact Mtu(NetworkInterface holder, System.Net.IPAddress address)
    {
        try
        {
            IPInterfaceProperties properties = holder.GetIPProperties();
            int mtu = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
                ? properties.GetIPv6Properties().Mtu : properties.GetIPv4Properties().Mtu;
            return Fact.Is(Number(mtu));
        }
        catch (Exception fault) when (fault is NetworkInformationException or PlatformNotSupportedException)
        {
            return Fact.NotKnown($"the mtu of {holder.Name}: {fault.Message}; see ifconfig");
        }
    }

    /// <summary>One command for all: -i passes over those that this kernel has not (sysctl(8)).</summary>
    private static void ByCommand(Probe probe, FactBook book)
    {
        Fact? problem = probe.Ask([.. probe.Configuration.Commands.Sysctl, "-i", .. Variables], out string output);
        Dictionary<string, string> found = [];
        foreach (string line in output.Split('\n'))
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon > 0)
            {
                found[line[..colon]] = line[(colon + 2)..].Trim();
            }
            else if (line.EndsWith(':'))
            {
                found[line[..^1]] = "";
            }
        }

        foreach (string name in Variables)
        {
            book.Set(FactName.Sysctl(name), found.TryGetValue(name, out string? value) ? Fact.Is(value)
                : problem ?? Fact.None);
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
