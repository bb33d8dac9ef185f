using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Doctor.Checks;
using Beast.Quorum.Daemon.Doctor.Facts;

namespace Beast.Quorum.Daemon.Tests.Doctor;

/// <summary>A sound pair of FreeBSD controllers as the doctor knows it; tests spoil one thing at a time.</summary>
internal sealed class DoctorPair
{
    // First: the tables below use it.
    private static readonly string Timing = QuorumChecks.Fingerprint(Core.Time.TimingPresets.Balanced);

    public BeastqConfiguration Configuration { get; set; } = new()
    {
        Cluster = "beast",
        Node = 0,
        QuorumDevice = new QuorumDeviceConfiguration(QuorumDeviceKind.Raw, "/dev/da9p1"),
        Interlinks =
        [
            new InterlinkConfiguration("192.168.56.103:7410", "192.168.56.104:7410"),
            new InterlinkConfiguration("192.168.57.103:7410", "192.168.57.104:7410"),
        ],
        Fencing = new FencingConfiguration { Method = FencingMethod.Command, Command = ["/f"] },
        LockMemory = Hardening.On,
        Groups =
        [
            new GroupConfiguration
            {
                Name = "beast", Id = 0, Pools = ["beast"], Luns = [0], Backing = ["/dev/zvol/beast/v0"],
                HaPeer = "listen 192.168.56.103",
            },
        ],
    };

    public Dictionary<string, Fact> Own { get; } = Sheet(0);

    public Dictionary<string, Fact> Peer { get; } = Sheet(1);

    public GroupConfiguration Group
    {
        set => Configuration = Configuration with { Groups = [value] };
        get => Configuration.Groups[0];
    }

    /// <summary>Another profile than the configuration's.</summary>
    public string? Profile { get; set; }

    /// <summary>Other methods of fencing than the configuration's.</summary>
    public IReadOnlyList<string>? Fencing { get; set; }

    public DoctorCase Case
    {
        get
        {
            DoctorCase facts = new(
                Configuration, new FactSheet { Node = 0, Facts = Own }, new FactSheet { Node = 1, Facts = Peer }, null);
            return facts with
            {
                Profile = Profile is { } name ? _ => name : facts.Profile,
                Fencing = Fencing ?? facts.Fencing,
            };
        }
    }

    /// <summary>A value of this node, or with a null value its absence.</summary>
    public void Set(string name, string? value) => Own[name] = value is null ? Fact.None : Fact.Is(value);

    /// <summary>A value of the peer.</summary>
    public void SetPeer(string name, string? value) => Peer[name] = value is null ? Fact.None : Fact.Is(value);

    public IReadOnlyList<DoctorResult> Results(string id) => DoctorRun.Of(Case, [DoctorTable.Find(id)!]);

    private static Dictionary<string, Fact> Sheet(int node)
    {
        Dictionary<string, Fact> facts = [];
        foreach ((string name, string value) in Common.Concat(node == 0 ? First : Second))
        {
            facts[name] = Fact.Is(value);
        }

        foreach (string name in Absent)
        {
            facts[name] = Fact.None;
        }

        return facts;
    }

    private static readonly string[] Absent =
    [
        FactName.Pool("beast", "bootcache"), FactName.Pool("beast", "import_s"), FactName.Rc("watchdogd_enable"),
        FactName.Loader("kern.cam.ctl.ha_role"), FactName.Sysctl("security.jail.jailed"),
        FactName.Sysctl("vm.old_mlock"), FactName.Rc("iscsid_enable"), FactName.Sysctl("vfs.zfs.version.module"),
        FactName.Sysctl("kern.iscsi.fail_on_disconnection"), FactName.Sysctl("kern.cam.nda.default_timeout"),
        FactName.Sysctl("kern.cam.nda.retry_count"),
    ];

    private static readonly (string Name, string Value)[] Common =
    [
        (FactName.System, "FreeBSD"), (FactName.User, "0"), (FactName.Clock, "1795000000000"),
        (FactName.Program, "0.1.0"), (FactName.Cluster, "beast"), (FactName.Timing, Timing),
        (FactName.Groups, "0\tbeast\tCtlHa\t0\tbeast\t0"), (FactName.Key, "0123456789abcdef"),
        (FactName.Luns, "0\tMYDEVID   0\tMYSERIAL   0\t/dev/zvol/beast/v0\t512\t"),
        (FactName.CtlConf, "iqn.2016-01.local.beast:target0\t0\t0\tMYDEVID   0\tMYSERIAL   0\t/dev/zvol/beast/v0"),
        (FactName.CtlConfMode, "600"), (FactName.Features, "async_destroy\nlz4_compress"),
        (FactName.RcOrder, "hostid\nNETWORKING\nsyslogd\nctld\nbeastq\nDAEMON"), (FactName.Watchdog, "yes"),
        (FactName.Watchdogd, "no"), (FactName.QuorumPath, "/dev/da9p1"), (FactName.QuorumSize, "1048576"),
        (FactName.FenceTest,
            """{"version":1,"tests":[{"method":"Command","time":"2026-11-21T09:00:00Z","outcome":"proved"}]}"""),
        (FactName.QuorumHeaders, "Valid,Valid"), (FactName.QuorumCluster, "6b3a"), (FactName.QuorumName, "beast"),
        (FactName.QuorumTiming, Timing), (FactName.QuorumRings, "0,0"), (FactName.QuorumLatency, "1.20"),
        (FactName.Interlink(0, "local"), "yes"), (FactName.Interlink(1, "local"), "yes"),
        (FactName.Interlink(0, "mtu"), "1500"), (FactName.Interlink(1, "mtu"), "9000"),
        (FactName.Interlink(0, "peer"), "0.8"), (FactName.Interlink(1, "peer"), "0.9"),
        (FactName.Daemon, "Healthy"), (FactName.DaemonVersion, "0.1.0"), (FactName.DaemonProblems, ""),
        (FactName.DaemonWatchdog, "1073"), (FactName.DaemonOwners, "beast\t0"),
        (FactName.Sysctl("kern.osreldate"), "1400097"), (FactName.Sysctl("kern.osrelease"), "14.0-RELEASE"),
        (FactName.Sysctl("kern.securelevel"), "-1"), (FactName.Sysctl("kern.panic_reboot_wait_time"), "0"),
        (FactName.Sysctl("debug.debugger_on_panic"), "0"), (FactName.Sysctl("vm.swap_total"), "0"),
        (FactName.Sysctl("kern.cam.da.default_timeout"), "10"), (FactName.Sysctl("kern.cam.da.retry_count"), "2"),
        (FactName.Sysctl("kern.cam.ada.default_timeout"), "10"), (FactName.Sysctl("kern.cam.ada.retry_count"), "2"),
        (FactName.Sysctl("kern.cam.ctl.ha_mode"), "2"), (FactName.Sysctl("kern.cam.ctl.ha_link"), "2"),
        (FactName.Sysctl("kern.cam.ctl.max_luns"), "1024"), (FactName.Sysctl("kern.cam.ctl.max_ports"), "256"),
        (FactName.Sysctl("kern.cam.ctl.iscsi.ping_timeout"), "5"), (FactName.Sysctl("vfs.zfs.vol.mode"), "2"),
        (FactName.Sysctl("vfs.zfs.vol.recursive"), "0"), (FactName.Sysctl("vfs.zfs.version.spa"), "5000"),
        (FactName.Rc("beastq_enable"), "YES"), (FactName.Rc("ctld_enable"), "YES"), (FactName.Rc("zfs_enable"), "YES"),
        (FactName.Rc("dumpdev"), "NO"), (FactName.Rc("beastq_limits"), "-l unlimited"),
        (FactName.Rc("rcshutdown_timeout"), "180"), (FactName.Loader("ctl_load"), "YES"),
        (FactName.File("/usr/local/etc/syslog.d/beastq.conf"), "yes"),
        (FactName.Pool("beast", "guid"), "3443249971426090515"),
        (FactName.Pool("beast", "devices"),
            "data\tada1\tONLINE\ndata\tada2\tONLINE\nlogs\tada3\tONLINE"),
    ];

    private static readonly (string Name, string Value)[] First =
    [
        (FactName.Interlinks, "192.168.56.103:7410\t192.168.56.104:7410\n192.168.57.103:7410\t192.168.57.104:7410"),
        (FactName.HaPeers, "beast\tlisten 192.168.56.103"), (FactName.Sysctl("kern.hostid"), "26912414"),
        (FactName.Sysctl("kern.hostuuid"), "11111111-aaaa-4aaa-8aaa-000000000103"),
        (FactName.Sysctl("kern.cam.ctl.ha_id"), "1"), (FactName.Sysctl("kern.cam.ctl.ha_role"), "0"),
        (FactName.Sysctl("kern.cam.ctl.ha_peer"), "listen 192.168.56.103"),
        (FactName.Pool("beast", "imported"), "rw"), (FactName.Pool("beast", "health"), "ONLINE"),
        (FactName.Pool("beast", "cachefile"), "none"), (FactName.Pool("beast", "failmode"), "panic"),
        (FactName.Pool("beast", "multihost"), "off"), (FactName.Pool("beast", "capacity"), "10%"),
        (FactName.Pool("beast", "features"), "async_destroy\tenabled\nlz4_compress\tactive"),
        (FactName.Pool("beast", "zvols"), "beast/v0\tdev\talways"),
    ];

    private static readonly (string Name, string Value)[] Second =
    [
        (FactName.Interlinks, "192.168.56.104:7410\t192.168.56.103:7410\n192.168.57.104:7410\t192.168.57.103:7410"),
        (FactName.HaPeers, "beast\tconnect 192.168.56.103"), (FactName.Sysctl("kern.hostid"), "4711"),
        (FactName.Sysctl("kern.hostuuid"), "11111111-aaaa-4aaa-8aaa-000000000104"),
        (FactName.Sysctl("kern.cam.ctl.ha_id"), "2"), (FactName.Sysctl("kern.cam.ctl.ha_role"), "1"),
        (FactName.Sysctl("kern.cam.ctl.ha_peer"), "connect 192.168.56.103"),
        (FactName.Pool("beast", "imported"), "no"),
    ];
}
