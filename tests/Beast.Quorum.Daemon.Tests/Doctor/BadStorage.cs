using Beast.Quorum.Daemon.Doctor.Facts;
using static Beast.Quorum.Daemon.Doctor.Checks.CheckState;

namespace Beast.Quorum.Daemon.Tests.Doctor;

/// <summary>What can be wrong with CTL, LUNs and pools.</summary>
internal static class BadStorage
{
    private const string Target = "iqn.2016-01.local.beast:target0";

    public static IReadOnlyList<BadCase> All { get; } =
    [
        new("ctl.loaded", Error, "absent", p => p.Set(FactName.Sysctl("kern.cam.ctl.ha_role"), null)),
        new("ctl.loader", Warning, "not set", p => p.Set(FactName.Loader("ctl_load"), null)),
        new("ctl.ha_id", Error, "0", p => p.Set(FactName.Sysctl("kern.cam.ctl.ha_id"), "0")),
        new("ctl.ha_id", Warning, "is 2", p => p.Set(FactName.Sysctl("kern.cam.ctl.ha_id"), "2")),
        new("ctl.ha_id_differ", Error, "1 on both", p => p.SetPeer(FactName.Sysctl("kern.cam.ctl.ha_id"), "1")),
        new("ctl.ha_mode", Error, "0", p => p.Set(FactName.Sysctl("kern.cam.ctl.ha_mode"), "0")),
        new("ctl.ha_mode_same", Error, "node 1: 1", p => p.SetPeer(FactName.Sysctl("kern.cam.ctl.ha_mode"), "1")),
        new("ctl.limits_same", Error, "2048", p => p.SetPeer(FactName.Sysctl("kern.cam.ctl.max_luns"), "2048")),
        new("ctl.one_primary", Error, "both", p => p.SetPeer(FactName.Sysctl("kern.cam.ctl.ha_role"), "0")),
        new("ctl.boot_role", Error, "0", p => p.Set(FactName.Loader("kern.cam.ctl.ha_role"), "0")),
        new("ctl.ha_peer", Warning, "nothing", p => p.Set(FactName.Sysctl("kern.cam.ctl.ha_peer"), "")),
        new("ctl.ha_peer_pair", Error, "listen", p => p.SetPeer(FactName.HaPeers, "beast\tlisten 192.168.56.104")),
        new("ctl.link", Warning, "1", p => p.Set(FactName.Sysctl("kern.cam.ctl.ha_link"), "1")),
        new("ctl.role_panic", Error, "1201000", p => p.Set(FactName.Sysctl("kern.osreldate"), "1201000")),
        new("ctl.role_panic", Error, "1300018", p => p.Set(FactName.Sysctl("kern.osreldate"), "1300018")),
        new("ctl.target_ping", Warning, "0", p => p.Set(FactName.Sysctl("kern.cam.ctl.iscsi.ping_timeout"), "0")),
        new("lun.present", Error, "LUN 0", p => p.Set(FactName.Luns, "1\td\ts\t/dev/zvol/beast/v1\t512")),
        new("lun.present", Error, "LUN 0", p => p.Set(FactName.Luns, "")),
        new("lun.numbers_same", Error, "one node only", p => p.SetPeer(FactName.Luns, "1\td\ts\tf\t512")),
        new("lun.device_ids_same", Error, "OTHER",
            p => p.SetPeer(FactName.Luns, "0\tOTHER\tMYSERIAL   0\t/dev/zvol/beast/v0\t512")),
        new("lun.serials_same", Error, "OTHER",
            p => p.SetPeer(FactName.Luns, "0\tMYDEVID   0\tOTHER\t/dev/zvol/beast/v0\t512")),
        new("lun.backing_same", Error, "v9",
            p => p.SetPeer(FactName.Luns, "0\tMYDEVID   0\tMYSERIAL   0\t/dev/zvol/beast/v9\t512")),
        new("lun.block_size_same", Error, "4096",
            p => p.SetPeer(FactName.Luns, "0\tMYDEVID   0\tMYSERIAL   0\t/dev/zvol/beast/v0\t4096")),
        new("lun.on_pool", Warning, "/dev/da1", p => p.Set(FactName.Luns, "0\td\ts\t/dev/da1\t512")),
        new("lun.own_role", Error, "LUN 0 has no ha_role", p => p.Profile = "CtlHaLun"),
        new("lun.one_primary", Error, "LUN 0 is primary on both", p =>
        {
            p.Profile = "CtlHaLun";
            p.Set(FactName.Luns, "0\td\ts\tf\t512\tprimary");
            p.SetPeer(FactName.Luns, "0\td\ts\tf\t512\tprimary");
        }),
        new("ctlconf.readable", Error, "line 3", p => p.Set(FactName.CtlConfProblem, "/etc/ctl.conf: line 3: no")),
        new("ctlconf.readable", Error, "there is no", p => p.Set(FactName.CtlConf, null)),
        new("ctlconf.mode", Warning, "644", p => p.Set(FactName.CtlConfMode, "644")),
        new("ctlconf.explicit", Warning, "lacks ctl-lun, device-id, serial",
            p => p.Set(FactName.CtlConf, $"{Target}\t0\t\t\t\t/dev/zvol/beast/v0")),
        new("ctlconf.targets_same", Error, "one node only",
            p => p.SetPeer(FactName.CtlConf, "iqn.other\t0\t0\td\ts\tp")),
        new("ctlconf.device_ids_same", Error, "OTHER",
            p => p.SetPeer(FactName.CtlConf, $"{Target}\t0\t0\tOTHER\tMYSERIAL   0\t/dev/zvol/beast/v0")),
        new("ctlconf.serials_same", Error, "OTHER",
            p => p.SetPeer(FactName.CtlConf, $"{Target}\t0\t0\tMYDEVID   0\tOTHER\t/dev/zvol/beast/v0")),
        new("zfs.health", Warning, "DEGRADED", p => p.Set(FactName.Pool("beast", "health"), "DEGRADED")),
        new("zfs.health", Error, "SUSPENDED", p => p.Set(FactName.Pool("beast", "health"), "SUSPENDED")),
        new("zfs.cachefile", Error, "default", p => p.Set(FactName.Pool("beast", "cachefile"), "-")),
        new("zfs.boot_cache", Error, "zpool.cache",
            p => p.Set(FactName.Pool("beast", "bootcache"), "/boot/zfs/zpool.cache")),
        new("zfs.imported_as", Error, "does not own", p => p.Set(FactName.DaemonOwners, "beast\t1")),
        new("zfs.imported_as", Error, "read-only", p => p.Set(FactName.Pool("beast", "imported"), "ro")),
        new("zfs.imported_as", Warning, "no daemon", p => p.Set(FactName.DaemonOwners, null)),
        new("zfs.sync", Warning, "standard", p => p.Set(FactName.Pool("beast", "zvols"), "beast/v0\tdev\tstandard")),
        new("zfs.sync", Error, "disabled", p => p.Set(FactName.Pool("beast", "zvols"), "beast/v0\tdev\tdisabled")),
        new("zfs.volmode", Warning, "geom", p => p.Set(FactName.Pool("beast", "zvols"), "beast/v0\tgeom\talways")),
        new("zfs.volmode", Error, "none", p => p.Set(FactName.Pool("beast", "zvols"), "beast/v0\tnone\talways")),
        new("zfs.volmode", Warning, "default, not dev", p =>
        {
            p.Set(FactName.Pool("beast", "zvols"), "beast/v0\tdefault\talways");
            p.Set(FactName.Sysctl("vfs.zfs.vol.mode"), "1");
        }),
        new("zfs.failmode", Warning, "wait", p => p.Set(FactName.Pool("beast", "failmode"), "wait")),
        new("zfs.multihost_hostid", Error, "kern.hostid is 0", p =>
        {
            p.Set(FactName.Pool("beast", "multihost"), "on");
            p.Set(FactName.Sysctl("kern.hostid"), "0");
        }),
        new("zfs.multihost_time", Error, "30 s", p =>
        {
            p.Set(FactName.Pool("beast", "multihost"), "on");
            p.Group = p.Group with { StepDeadline = TimeSpan.FromSeconds(30) };
        }),
        new("zfs.capacity", Warning, "90", p => p.Set(FactName.Pool("beast", "capacity"), "90%")),
        new("zfs.capacity", Error, "97", p => p.Set(FactName.Pool("beast", "capacity"), "97")),
        new("zfs.import_time", Warning, "75.0 s", p => p.Set(FactName.Pool("beast", "import_s"), "75.00")),
        new("zfs.import_time", Warning, "2000 volumes", p => p.Set(
            FactName.Pool("beast", "zvols"),
            string.Join('\n', Enumerable.Range(0, 2000).Select(index => $"beast/v{index}\tdev\talways")))),
        new("zfs.backing", Error, "no volume", p => p.Set(FactName.Pool("beast", "zvols"), "beast/v1\tdev\talways")),
        new("zfs.backing", Warning, "on no pool", p => p.Group = p.Group with { Backing = ["/dev/da1"] }),
        new("zfs.recursive", Warning, "is on", p => p.Set(FactName.Sysctl("vfs.zfs.vol.recursive"), "1")),
        new("zfs.imported_once", Error, "both", p => p.SetPeer(FactName.Pool("beast", "imported"), "rw")),
        new("zfs.same_guid", Error, "17", p => p.SetPeer(FactName.Pool("beast", "guid"), "17")),
        new("zfs.same_guid", Error, "only node 0", p => p.SetPeer(FactName.Pool("beast", "guid"), null)),
        new("zfs.devices", Error, "node 1: 99 is UNAVAIL", p => p.SetPeer(
            FactName.Pool("beast", "devices"), "data\tada1\tONLINE\ndata\t99\tUNAVAIL\nlogs\tada3\tONLINE")),
        new("zfs.devices", Error, "sees 2 devices", p => p.SetPeer(
            FactName.Pool("beast", "devices"), "data\tada1\tONLINE\nlogs\tada3\tONLINE")),
        new("zfs.log_device", Error, "node 1: ada3 is UNAVAIL", p => p.SetPeer(
            FactName.Pool("beast", "devices"), "data\tada1\tONLINE\ndata\tada2\tONLINE\nlogs\tada3\tUNAVAIL")),
        new("zfs.features", Error, "node 1 does not know lz4_compress",
            p => p.SetPeer(FactName.Features, "async_destroy")),
        new("zfs.same_version", Warning, "28", p => p.SetPeer(FactName.Sysctl("vfs.zfs.version.spa"), "28")),
    ];
}
