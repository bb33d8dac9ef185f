using System.Globalization;

namespace Beast.Quorum.Daemon.Doctor.Facts;

/// <summary>Names of facts. A fact with rows has a line for each and a tab between fields.</summary>
internal static class FactName
{
    /// <summary>Operating system of this process: FreeBSD, or what stands in for it.</summary>
    public const string System = "host.os";

    /// <summary>Effective user id.</summary>
    public const string User = "host.user";

    /// <summary>Wall clock, milliseconds of Unix time.</summary>
    public const string Clock = "host.clock_ms";

    /// <summary>Version of beastq that gathered.</summary>
    public const string Program = "program.version";

    /// <summary>Time from the first to the last fact, ms: how old the oldest may be.</summary>
    public const string Took = "program.took_ms";

    public const string Cluster = "config.cluster";

    /// <summary>Fingerprint of the timing.</summary>
    public const string Timing = "config.timing";

    /// <summary>Rows: id, name, profile, preferred, pools, luns.</summary>
    public const string Groups = "config.groups";

    /// <summary>Rows: local, peer.</summary>
    public const string Interlinks = "config.interlinks";

    /// <summary>Rows: group, value of ha_peer.</summary>
    public const string HaPeers = "config.ha_peers";

    /// <summary>Says which key it is without giving it away (HMAC of a fixed text).</summary>
    public const string Key = "key.id";

    /// <summary>Why the key file cannot be used; there only if it cannot.</summary>
    public const string KeyProblem = "key.problem";

    /// <summary>CTL's LUNs, rows: number, device id, serial, file, block size, own role.</summary>
    public const string Luns = "ctl.luns";

    /// <summary>LUNs of ctl.conf, rows: target, LUN, CTL LUN, device id, serial, path.</summary>
    public const string CtlConf = "ctlconf.luns";

    /// <summary>Why ctl.conf is wrong; there only if it is.</summary>
    public const string CtlConfProblem = "ctlconf.problem";

    /// <summary>Mode of ctl.conf, octal.</summary>
    public const string CtlConfMode = "ctlconf.mode";

    /// <summary>Features that this system's ZFS knows, a line each.</summary>
    public const string Features = "zfs.features_known";

    /// <summary>Services in the order of rc, a line each.</summary>
    public const string RcOrder = "rc.order";

    /// <summary>Whether the watchdog device is there: yes or no.</summary>
    public const string Watchdog = "watchdog.present";

    /// <summary>Whether watchdogd(8) runs: yes or no.</summary>
    public const string Watchdogd = "watchdog.watchdogd";

    /// <summary>Newest fence test: method, time, outcome as JSON.</summary>
    public const string FenceTest = "fence.test";

    /// <summary>Why the quorum device cannot be opened; there only if it cannot.</summary>
    public const string QuorumProblem = "quorum.problem";

    public const string QuorumSize = "quorum.size";

    /// <summary>State of the header and of its copy.</summary>
    public const string QuorumHeaders = "quorum.headers";

    public const string QuorumCluster = "quorum.cluster_id";

    public const string QuorumName = "quorum.cluster_name";

    public const string QuorumTiming = "quorum.timing";

    /// <summary>Invalid blocks of each ring: two numbers.</summary>
    public const string QuorumRings = "quorum.invalid_blocks";

    /// <summary>99th percentile of the reads, ms.</summary>
    public const string QuorumLatency = "quorum.p99_ms";

    /// <summary>Configured path of the quorum device.</summary>
    public const string QuorumPath = "quorum.path";

    /// <summary>Health of the daemon as it says itself; absent if none answers.</summary>
    public const string Daemon = "daemon.health";

    public const string DaemonVersion = "daemon.version";

    /// <summary>What the daemon calls problems, a line each.</summary>
    public const string DaemonProblems = "daemon.problems";

    /// <summary>Time-out of the armed watchdog, ms; 0 if disarmed.</summary>
    public const string DaemonWatchdog = "daemon.watchdog_ms";

    /// <summary>Rows: group, owner (0, 1 or -).</summary>
    public const string DaemonOwners = "daemon.owners";

    /// <summary>A kernel variable.</summary>
    public static string Sysctl(string name) => "sysctl." + name;

    /// <summary>A variable of rc.conf.</summary>
    public static string Rc(string name) => "rc.conf." + name;

    /// <summary>A variable of loader.conf.</summary>
    public static string Loader(string name) => "loader.conf." + name;

    /// <summary>Whether a file is there: yes or no.</summary>
    public static string File(string path) => "file." + path;

    /// <summary>
    /// A fact of a pool: imported (rw, ro or no), a property of zpool(8), features (rows: name, state),
    /// devices (rows: class, name, state), zvols (rows: name, volmode, sync), bootcache (path), import_s (median).
    /// </summary>
    public static string Pool(string pool, string what) => $"pool.{pool}.{what}";

    /// <summary>A fact of an interlink: local (yes or no), mtu, peer (ms to its answer).</summary>
    public static string Interlink(int path, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"interlink.{path}.{what}");
}
