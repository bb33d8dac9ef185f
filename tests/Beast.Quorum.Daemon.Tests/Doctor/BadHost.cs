using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Doctor.Facts;
using static Beast.Quorum.Daemon.Doctor.Checks.CheckState;

namespace Beast.Quorum.Daemon.Tests.Doctor;

/// <summary>What can be wrong with the hosts.</summary>
internal static class BadHost
{
    public static IReadOnlyList<BadCase> All { get; } =
    [
        new("host.hostid", Error, "0", p => p.Set(FactName.Sysctl("kern.hostid"), "0")),
        new("host.hostid_differ", Error, "on both", p => p.SetPeer(FactName.Sysctl("kern.hostid"), "26912414")),
        new("host.uuid_differ", Warning, "on both", p => p.SetPeer(
            FactName.Sysctl("kern.hostuuid"), "11111111-aaaa-4aaa-8aaa-000000000103")),
        new("host.same_release", Warning, "13.2", p => p.SetPeer(FactName.Sysctl("kern.osrelease"), "13.2-RELEASE")),
        new("host.user", Warning, "1001", p => p.Set(FactName.User, "1001")),
        new("host.jail", Error, "jailed", p => p.Set(FactName.Sysctl("security.jail.jailed"), "1")),
        new("host.memory_lock", Warning, "not set", p => p.Set(FactName.Rc("beastq_limits"), null)),
        new("host.memory_lock", Error, "required", p =>
        {
            p.Configuration = p.Configuration with { LockMemory = Hardening.Required };
            p.Set(FactName.Rc("beastq_limits"), "-l 128m");
        }),
        new("host.swap", Warning, "2048 MiB", p =>
        {
            p.Configuration = p.Configuration with { LockMemory = Hardening.Off };
            p.Set(FactName.Sysctl("vm.swap_total"), $"{2L << 30}");
        }),
        new("disk.time_out", Warning, "da: default_timeout is 60",
            p => p.Set(FactName.Sysctl("kern.cam.da.default_timeout"), "60")),
        new("disk.retries", Warning, "ada: retry_count is 5",
            p => p.Set(FactName.Sysctl("kern.cam.ada.retry_count"), "5")),
        new("arbitrator.iscsid", Error, "not set", p => Arbitrator(p, FactName.Rc("iscsid_enable"), null)),
        new("arbitrator.fail_on_disconnection", Error, "is 0",
            p => Arbitrator(p, FactName.Sysctl("kern.iscsi.fail_on_disconnection"), "0")),
        new("arbitrator.fail_on_disconnection", Error, "not loaded",
            p => Arbitrator(p, FactName.Sysctl("kern.iscsi.fail_on_disconnection"), null)),
        new("arbitrator.ping_timeout", Warning, "60 s",
            p => Arbitrator(p, FactName.Sysctl("kern.iscsi.ping_timeout"), "60")),
        new("arbitrator.multipath", Error, "not loaded",
            p => Arbitrator(p, FactName.Sysctl("kern.geom.multipath.debug"), null)),
        new("rc.beastq", Warning, "NO", p => p.Set(FactName.Rc("beastq_enable"), "NO")),
        new("rc.ctld", Error, "not set", p => p.Set(FactName.Rc("ctld_enable"), null)),
        new("rc.zfs", Warning, "not set", p => p.Set(FactName.Rc("zfs_enable"), null)),
        new("rc.order", Warning, "before ctld", p => p.Set(FactName.RcOrder, "NETWORKING\nsyslogd\nbeastq\nctld")),
        new("rc.order", Warning, "does not know", p => p.Set(FactName.RcOrder, "NETWORKING\nctld")),
        new("rc.shutdown_time", Warning, "90 s", p => p.Set(FactName.Rc("rcshutdown_timeout"), null)),
        new("rc.syslog", Warning, "there is no",
            p => p.Set(FactName.File("/usr/local/etc/syslog.d/beastq.conf"), "no")),
    ];

    /// <summary>A pair of arbitrators in which all but one thing is right.</summary>
    private static void Arbitrator(DoctorPair pair, string name, string? value)
    {
        pair.Profile = "Arbitrator";
        foreach (string fact in (string[])[FactName.Rc("iscsid_enable"),
            FactName.Sysctl("kern.iscsi.fail_on_disconnection"), FactName.Sysctl("kern.iscsi.ping_timeout"),
            FactName.Sysctl("kern.geom.multipath.debug")])
        {
            string right = fact.Contains("enable", StringComparison.Ordinal) ? "YES" : "1";
            pair.Set(fact, right);
            pair.SetPeer(fact, right);
        }

        pair.Set(name, value);
    }
}
