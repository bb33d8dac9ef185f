using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Doctor.Facts;
using static Beast.Quorum.Daemon.Doctor.Checks.CheckState;

namespace Beast.Quorum.Daemon.Tests.Doctor;

/// <summary>What can be wrong with beastq's own things.</summary>
internal static class BadCluster
{
    public static IReadOnlyList<BadCase> All { get; } =
    [
        new("key.file", Error, "mode 0644", p => p.Set(FactName.KeyProblem, "can be used by others (mode 0644)")),
        new("key.same", Error, "feed", p => p.SetPeer(FactName.Key, "feed")),
        new("cluster.node_differs", Error, "both are node 0", _ => { }),
        new("cluster.name_same", Error, "other", p => p.SetPeer(FactName.Cluster, "other")),
        new("cluster.timing_same", Error, "ff", p => p.SetPeer(FactName.Timing, "ff")),
        new("cluster.groups_same", Error, "on one node only",
            p => p.SetPeer(FactName.Groups, "0\tbeast\tCtlHa\t1\tbeast\t0")),
        new("cluster.version_same", Warning, "0.2.0", p => p.SetPeer(FactName.Program, "0.2.0")),
        new("daemon.running", Warning, "no daemon", p => p.Set(FactName.Daemon, null)),
        new("daemon.health", Error, "critical", p => p.Set(FactName.Daemon, "critical")),
        new("daemon.health", Warning, "degraded: one thing; another", p =>
        {
            p.Set(FactName.Daemon, "Degraded");
            p.Set(FactName.DaemonProblems, "one thing\nanother");
        }),
        new("daemon.version", Warning, "is installed", p => p.Set(FactName.DaemonVersion, "0.0.9")),
        new("quorum.opens", Error, "no such device", p => p.Set(FactName.QuorumProblem, "no such device")),
        new("quorum.size", Error, "4096 bytes", p => p.Set(FactName.QuorumSize, "4096")),
        new("quorum.header", Error, "another key", p => p.Set(FactName.QuorumHeaders, "OtherKey,OtherKey")),
        new("quorum.header", Error, "no valid header", p => p.Set(FactName.QuorumHeaders, "Absent,Absent")),
        new("quorum.header", Warning, "Damaged", p => p.Set(FactName.QuorumHeaders, "Valid,Damaged")),
        new("quorum.cluster", Error, "tiger", p => p.Set(FactName.QuorumName, "tiger")),
        new("quorum.timing", Error, "another timing", p => p.Set(FactName.QuorumTiming, "1")),
        new("quorum.registers", Warning, "0 and 1 of 8", p => p.Set(FactName.QuorumRings, "0,1")),
        new("quorum.registers", Error, "8", p => p.Set(FactName.QuorumRings, "8,0")),
        new("quorum.latency", Warning, "200.0 ms", p => p.Set(FactName.QuorumLatency, "200")),
        new("quorum.latency", Error, "900.0 ms", p => p.Set(FactName.QuorumLatency, "900")),
        new("quorum.same", Error, "other", p => p.SetPeer(FactName.QuorumCluster, "other")),
        new("quorum.not_pool", Error, "is a device of beast",
            p => p.Set(FactName.Pool("beast", "devices"), "data\tda9p1\tONLINE")),
        new("quorum.not_fenced", Error, "is on a disk of beast", p =>
        {
            p.Fencing = ["scsi-pr"];
            p.Set(FactName.Pool("beast", "devices"), "data\tda9p2\tONLINE");
        }),
        new("interlink.count", Warning, "only one", p => p.Configuration = p.Configuration with
        {
            Interlinks = [p.Configuration.Interlinks[0]],
        }),
        new("interlink.local", Error, "no address of this host", p => p.Set(FactName.Interlink(1, "local"), "no")),
        new("interlink.peer", Warning, "does not answer",
            p => p.Own[FactName.Interlink(1, "peer")] = Fact.NotKnown("does not answer within 3 s")),
        new("interlink.mtu", Warning, "1280", p => p.Set(FactName.Interlink(0, "mtu"), "1280")),
        new("interlink.mirrored", Error, "no counterpart",
            p => p.SetPeer(FactName.Interlinks, "192.168.56.104:7410\t192.168.56.103:7411\na\tb")),
        new("interlink.mirrored", Error, "1 there",
            p => p.SetPeer(FactName.Interlinks, "192.168.56.104:7410\t192.168.56.103:7410")),
        new("watchdog.configured", Warning, "only fencing", p => NoWatchdog(p)),
        new("watchdog.configured", Error, "neither", p =>
        {
            NoWatchdog(p);
            p.Configuration = p.Configuration with { Fencing = new FencingConfiguration() };
        }),
        new("watchdog.present", Error, "/dev/fido", p => p.Set(FactName.Watchdog, "no")),
        new("watchdog.timeout", Error, "watchdog", p => p.Configuration = p.Configuration with
        {
            Timing = TimingPresets.Balanced with { Name = "custom", Watchdog = TimeSpan.FromSeconds(4.3) },
        }),
        new("watchdog.armed", Error, "not armed", p => p.Set(FactName.DaemonWatchdog, "0")),
        new("watchdog.watchdogd", Error, "it runs", p => p.Set(FactName.Watchdogd, "yes")),
        new("watchdog.watchdogd", Error, "YES", p => p.Set(FactName.Rc("watchdogd_enable"), "YES")),
        new("fence.configured", Warning, "whole lease",
            p => p.Configuration = p.Configuration with { Fencing = new FencingConfiguration() }),
        new("fence.tested", Warning, "never tried", p => p.Set(FactName.FenceTest, null)),
        new("fence.tested", Warning, "partly", p => p.Set(
            FactName.FenceTest, """{"tests":[{"method":"command","time":"t","outcome":"partly"}]}""")),
        new("fence.tested", Warning, "never tried", p => p.Set(
            FactName.FenceTest, """{"tests":[{"method":"scsi-pr","time":"t","outcome":"proved"}]}""")),
        new("fence.tested", Unknown, "cannot be read", p => p.Set(FactName.FenceTest, "[")),
        new("selffence.panic_wait", Warning, "15 s",
            p => p.Set(FactName.Sysctl("kern.panic_reboot_wait_time"), "15")),
        new("selffence.panic_wait", Warning, "key at the console",
            p => p.Set(FactName.Sysctl("kern.panic_reboot_wait_time"), "-1")),
        new("selffence.debugger", Warning, "is on", p => p.Set(FactName.Sysctl("debug.debugger_on_panic"), "1")),
        new("selffence.securelevel", Warning, "1", p => p.Set(FactName.Sysctl("kern.securelevel"), "1")),
        new("selffence.securelevel", Error, "2", p => p.Set(FactName.Sysctl("kern.securelevel"), "2")),
        new("selffence.dump", Warning, "AUTO", p => p.Set(FactName.Rc("dumpdev"), "AUTO")),
    ];

    private static void NoWatchdog(DoctorPair pair) => pair.Configuration = pair.Configuration with
    {
        Watchdog = new WatchdogConfiguration { Kind = WatchdogKind.None },
    };
}
