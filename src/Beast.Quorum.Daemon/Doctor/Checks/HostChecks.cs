using System.Globalization;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Doctor.Facts;
using static Beast.Quorum.Daemon.Doctor.Checks.CheckState;

namespace Beast.Quorum.Daemon.Doctor.Checks;

/// <summary>The host: who it is, its kernel, its memory, its disks.</summary>
internal static class HostChecks
{
    private const CheckScope FreeBsd = CheckScope.FreeBsd;
    private const string HostIdRemedy = "remove /etc/hostid on one node and run service hostid start, then restart it";

    public static IReadOnlyList<DoctorCheck> All { get; } =
    [
        new("host.hostid", "The hostid is not 0",
            "ZFS tells by it which host had a pool; with 0 it does not check, and imports a pool that another host "
                + "has.",
            HostIdRemedy, Error, CheckScope.Pools,
            c => c.Number(FactName.Sysctl("kern.hostid"), id => Finding.Need(
                id != 0, $"{id}", Finding.Error("kern.hostid is 0")))),
        new("host.hostid_differ", "The hostids differ",
            "Cloned systems have the same one: then a rebooted node imports a pool that its peer has.",
            HostIdRemedy, Error, CheckScope.Pools | CheckScope.Pair, c => c.Different(FactName.Sysctl("kern.hostid"))),
        new("host.uuid_differ", "The host UUIDs differ",
            "The same UUID on both nodes says that one is a clone of the other.",
            HostIdRemedy, Warning, CheckScope.Pair,
            c => c.Different(FactName.Sysctl("kern.hostuuid")) is { State: Error } same
                ? same with { State = Warning } : c.Different(FactName.Sysctl("kern.hostuuid"))),
        new("host.same_release", "Both nodes run the same release",
            "CTL's link and ZFS are only known to work between equal versions.",
            "freebsd-update, one node after the other, with beastq maintenance on", Warning, CheckScope.Pair,
            c => c.Same(FactName.Sysctl("kern.osrelease"), Finding.Warning(""))),
        new("host.user", "beastq runs as root",
            "Pools, roles, the watchdog and real-time priority need it.",
            "run doctor and the daemon as root", Warning, FreeBsd,
            c => c.Read(FactName.User, user => Finding.Need(
                user == "0", "root", Finding.Warning($"user {DoctorCase.Show(user)}")))),
        new("host.jail", "beastq does not run in a jail",
            "A jail hides sysctls and disks.",
            "run it on the host", Error, FreeBsd,
            c => c.Read(FactName.Sysctl("security.jail.jailed"), jailed => Finding.Need(
                jailed == "0", "no jail", Finding.Error("it is jailed")), Finding.Ok("no jail"))),
        new("host.memory_lock", "The daemon's memory can be locked",
            "rc starts daemons with a limit of 128 MiB of locked memory, and FreeBSD counts what is only reserved: "
                + "lock_memory fails then.",
            "beastq_limits=\"-l unlimited\" in /etc/rc.conf", Error, FreeBsd | CheckScope.Here,
            c => c.Configuration.LockMemory == Hardening.Off
                ? Finding.NotApplicable("lock_memory is off")
                : c.Read(
                    FactName.Sysctl("vm.old_mlock"),
                    old => old == "1" ? Finding.Ok("vm.old_mlock is 1") : Limits(c), Limits(c))),
        new("host.swap", "Swapping does not stop the daemon",
            "A daemon that waits for its pages is late, and its watchdog resets the host.",
            "lock_memory: on, or beastq_oomprotect=\"ALL\" and enough memory", Warning, FreeBsd | CheckScope.Here,
            c => c.Configuration.LockMemory != Hardening.Off
                ? Finding.Ok("lock_memory is on")
                : c.Number(FactName.Sysctl("vm.swap_total"), bytes => Finding.Need(
                    bytes == 0, "no swap", Finding.Warning($"{bytes >> 20} MiB of swap, and lock_memory is off")),
                    Finding.Ok("no swap"))),
        new("host.clock", "The wall clocks of both nodes",
            "For information: no decision looks at them, but logs of both nodes are easier to read when they agree.",
            "ntpd_enable=\"YES\" on both nodes", Warning, CheckScope.Pair, Clocks),
        new("disk.time_out", "A disk that hangs gives up in time",
            "CAM waits default_timeout for each try: commands on a pool with a dead disk hang that long, and a "
                + "demotion with them.",
            "kern.cam.da.default_timeout=10 in /etc/sysctl.conf", Warning, FreeBsd,
            c => Disk(c, "default_timeout", 30)),
        new("disk.retries", "A disk that hangs is not tried for ever",
            "Every retry waits for the whole time-out again.",
            "kern.cam.da.retry_count=2 in /etc/sysctl.conf", Warning, FreeBsd, c => Disk(c, "retry_count", 4)),
    ];

    private static Finding Limits(DoctorCase c) => c.Read(
        FactName.Rc("beastq_limits"),
        limits => Finding.Need(
            limits.Contains("-l unlimited", StringComparison.Ordinal), limits,
            c.Configuration.LockMemory == Hardening.Required
                ? Finding.Error("lock_memory is required, and beastq_limits does not raise the limit")
                : Finding.Warning("beastq_limits does not raise the limit")),
        Finding.Warning("beastq_limits is not set"));

    private static Finding Disk(DoctorCase c, string what, long most) => Finding.Worst(
        ((string[])["da", "ada", "nda"]).Select(driver => c.Number(
            FactName.Sysctl($"kern.cam.{driver}.{what}"),
            value => Finding.Need(value <= most, $"{driver} {value}", Finding.Warning($"{driver}: {what} is {value}")),
            Finding.NotApplicable($"no {driver}"))),
        "");

    private static Finding Clocks(DoctorCase c) => c.Both(FactName.Clock, (own, peer) =>
    {
        if (!long.TryParse(own, CultureInfo.InvariantCulture, out long here)
            || !long.TryParse(peer, CultureInfo.InvariantCulture, out long there))
        {
            return Finding.Unknown("a clock is no number");
        }

        double apart = Math.Abs((double)here - there) / 1000;
        return Finding.Ok(apart < 60
            ? "within a minute of each other" : string.Create(CultureInfo.InvariantCulture, $"{apart:0} s apart"));
    });
}
