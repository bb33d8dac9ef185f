using Beast.Quorum.Daemon.Doctor.Facts;
using static Beast.Quorum.Daemon.Doctor.Checks.CheckState;

namespace Beast.Quorum.Daemon.Doctor.Checks;

/// <summary>CTL and its HA link (FreeBSD: ctl(4), sys/cam/ctl).</summary>
internal static class CtlChecks
{
    private const string Id = "kern.cam.ctl.ha_id";
    private const string Role = "kern.cam.ctl.ha_role";
    private const string Mode = "kern.cam.ctl.ha_mode";
    private const string Link = "kern.cam.ctl.ha_link";
    private const string LoaderRemedy = "set it in /boot/loader.conf on both nodes and restart the hosts, one by one";

    public static IReadOnlyList<DoctorCheck> All { get; } =
    [
        new("ctl.loaded", "CTL is loaded",
            "Without the module ctl there are no LUNs, and none of its variables.",
            "kldload ctl, and ctl_load=\"YES\" in /boot/loader.conf", Error, CheckScope.Ctl,
            c => c.Read(FactName.Sysctl(Role), role => Finding.Ok($"ha_role {role}"), Finding.Error("CTL is absent"))),
        new("ctl.loader", "CTL is loaded at boot",
            "ha_id and ha_mode are tunables: the loader must load CTL, or lines for it in sysctl.conf fail at boot.",
            "ctl_load=\"YES\" in /boot/loader.conf", Warning, CheckScope.Ctl | CheckScope.FreeBsd,
            c => c.Read(FactName.Loader("ctl_load"), value => Finding.Need(
                IsYes(value), "ctl_load is YES", Finding.Warning($"ctl_load is {DoctorCase.Show(value)}")),
                Finding.Warning("ctl_load is not set"))),
        new("ctl.ha_id", "The node has a place in the CTL pair",
            "With ha_id 0 a node is alone: it is always primary and has no HA link.",
            $"kern.cam.ctl.ha_id is node + 1; {LoaderRemedy}", Error, CheckScope.CtlHa,
            c => c.Number(FactName.Sysctl(Id), id => id is < 1 or > 2 ? Finding.Error($"ha_id is {id}, not 1 or 2")
                : Finding.Need(id == c.Own.Node + 1, $"ha_id {id}",
                    Finding.Warning($"ha_id is {id}, but the node is {c.Own.Node}: id + 1 would be the custom")))),
        new("ctl.ha_id_differ", "The ha_ids differ",
            "Peers with the same ha_id refuse each other, and the link flaps.",
            LoaderRemedy, Error, CheckScope.CtlHa | CheckScope.Pair, c => c.Different(FactName.Sysctl(Id))),
        new("ctl.ha_mode", "ha_mode is 2",
            "In mode 2 the secondary forwards everything to the primary and holds no zvol open; in the other modes it "
                + "answers standby, or keeps the pool busy.",
            $"kern.cam.ctl.ha_mode=\"2\"; {LoaderRemedy}", Error, CheckScope.CtlHa,
            c => c.Number(FactName.Sysctl(Mode), mode => Finding.Need(
                mode == 2, "ha_mode 2", Finding.Error($"ha_mode is {mode}")))),
        new("ctl.ha_mode_same", "ha_mode is the same on both nodes",
            "Peers with different modes abort the link.",
            LoaderRemedy, Error, CheckScope.CtlHa | CheckScope.Pair, c => c.Same(FactName.Sysctl(Mode))),
        new("ctl.limits_same", "Limits of CTL are the same on both nodes",
            "Peers with different limits of LUNs or ports abort the link.",
            "set kern.cam.ctl.max_luns and max_ports alike in /boot/loader.conf", Error,
            CheckScope.CtlHa | CheckScope.Pair,
            c => Finding.Worst(
                [c.Same(FactName.Sysctl("kern.cam.ctl.max_luns")), c.Same(FactName.Sysctl("kern.cam.ctl.max_ports"))],
                "")),
        new("ctl.one_primary", "At most one node is primary",
            "Two primaries serve the same LUNs from two places: data is lost.",
            "look at once: beastq status on both nodes; never write ha_role by hand while beastq runs", Error,
            CheckScope.CtlHa | CheckScope.Pair,
            c => PerLun(c) ?? c.Both(FactName.Sysctl(Role), (own, peer) => Finding.Need(
                own != "0" || peer != "0", $"ha_role {own} and {peer}", Finding.Error("both nodes are primary")))),
        new("ctl.boot_role", "No node boots as primary",
            "A node that comes back as primary serves before anybody has decided.",
            "remove kern.cam.ctl.ha_role=\"0\" from /boot/loader.conf and sysctl.conf", Error,
            CheckScope.CtlHa | CheckScope.FreeBsd,
            c => c.Read(FactName.Loader("kern.cam.ctl.ha_role"), value => Finding.Need(
                value != "0", $"loader.conf says {value}", Finding.Error("loader.conf sets ha_role to 0")),
                Finding.Ok("no ha_role in loader.conf"))),
        new("ctl.ha_peer", "The HA link has the configured address",
            "The daemon sets ha_peer when it takes over or rejoins; another value is somebody else's.",
            "beastq restart, and nothing else that writes kern.cam.ctl.ha_peer", Warning,
            CheckScope.CtlHa | CheckScope.Here, Peer),
        new("ctl.ha_peer_pair", "One node listens where the other connects",
            "Two that listen, or two that connect, never meet.",
            "on one node ha_peer: listen ADDRESS, on the other connect with the same address", Error,
            CheckScope.CtlHa | CheckScope.Pair, PeerPair),
        new("ctl.link", "The HA link is up",
            "Over it the secondary forwards I/O and learns reservations; without it clients lose half of their paths.",
            "check the cable and ha_peer of both nodes; dmesg says why peers refuse each other", Warning,
            CheckScope.CtlHa,
            c => c.Number(FactName.Sysctl(Link), link => Finding.Need(
                link == 2, "ha_link 2", Finding.Warning($"ha_link is {link}")))),
        new("ctl.role_panic", "The kernel survives a write of ha_role",
            "FreeBSD 12.0, 12.1 and early 13-CURRENT dereference a null pointer when ha_role is written while there "
                + "is a LUN: every takeover would panic the survivor.",
            "update to 12.1-STABLE of July 2020 or newer (kern.osreldate 1201517), or 13.0", Error, CheckScope.CtlHa,
            c => c.Number(FactName.Sysctl("kern.osreldate"), date => Finding.Need(
                date is < 1200000 or (>= 1201517 and < 1300000) or >= 1300100,
                $"kern.osreldate {date}", Finding.Error($"kern.osreldate is {date}")))),
        new("ctl.target_ping", "iSCSI sessions of dead clients end",
            "With ping_timeout 0 a target keeps sessions of clients that are gone, and their LUNs open.",
            "sysctl kern.cam.ctl.iscsi.ping_timeout=5", Warning, CheckScope.Ctl,
            c => c.Number(FactName.Sysctl("kern.cam.ctl.iscsi.ping_timeout"), seconds => Finding.Need(
                seconds > 0, $"ping_timeout {seconds} s", Finding.Warning("ping_timeout is 0")),
                Finding.NotApplicable("the iSCSI target is not loaded"))),
    ];

    internal static bool IsYes(string value) => value.ToUpperInvariant() is "YES" or "TRUE" or "ON" or "1";

    /// <summary>With a role for each LUN both nodes are primary for some.</summary>
    private static Finding? PerLun(DoctorCase c) =>
        c.Has(DoctorRun.CtlHaLun)
            ? Finding.NotApplicable("roles are each LUN's own")
            : null;

    private static Finding Peer(DoctorCase c)
    {
        string[] wanted = [.. c.Configuration.Groups.Select(group => group.HaPeer).OfType<string>().Distinct()];
        return wanted.Length == 0
            ? Finding.NotApplicable("no group has ha_peer")
            : c.Read(FactName.Sysctl("kern.cam.ctl.ha_peer"), value => Finding.Need(
                wanted.Contains(value), value,
                Finding.Warning($"it is {DoctorCase.Show(value)}, configured is {string.Join(" or ", wanted)}")));
    }

    private static Finding PeerPair(DoctorCase c) => c.Both(FactName.HaPeers, (own, peer) =>
    {
        string[] here = Values(own);
        string[] there = Values(peer);
        bool meets = here.Length == there.Length
            && here.Zip(there).All(pair => Word(pair.First) != Word(pair.Second));
        return here.Length == 0 && there.Length == 0 ? Finding.NotApplicable("no group has ha_peer")
            : Finding.Need(meets, string.Join("; ", here.Concat(there)), Finding.Error(
                $"node {c.Own.Node}: {string.Join(", ", here)}; node {c.Peer!.Node}: {string.Join(", ", there)}"));

        static string[] Values(string rows) =>
            [.. DoctorCase.Rows(rows, 2).OrderBy(row => row[0], StringComparer.Ordinal).Select(row => row[1])];

        static string Word(string value) => value.Split(' ')[0];
    });
}
