using Beast.Quorum.Daemon.Doctor.Facts;
using static Beast.Quorum.Daemon.Doctor.Checks.CheckState;

namespace Beast.Quorum.Daemon.Doctor.Checks;

/// <summary>What both nodes must see of the pools: a takeover imports from the survivor's own disks.</summary>
internal static class PoolPairChecks
{
    private const CheckScope Pair = CheckScope.Pools | CheckScope.Pair;
    private const string CableRemedy = "check cabling, zoning and multipath of the node that does not see it";

    public static IReadOnlyList<DoctorCheck> All { get; } =
    [
        new("zfs.imported_once", "No pool is imported read-write on both nodes",
            "Two writers destroy a pool within seconds.",
            "switch one host off at once; then scrub the pool", Error, Pair,
            c => c.EachPool(pool => c.Both(FactName.Pool(pool, "imported"), (own, peer) => Finding.Need(
                own != "rw" || peer != "rw", $"{pool}: {own} and {peer}",
                Finding.Error($"{pool} is imported read-write on both nodes"))))),
        new("zfs.same_guid", "Both nodes see the same pool",
            "A pool of the same name may be another one, such as an old copy.",
            "zpool import lists what a node sees, with its id; remove the wrong one's disks", Error, Pair,
            c => c.EachPool(pool => c.Both(FactName.Pool(pool, "guid"), (own, peer) => Finding.Need(
                own == peer, $"{pool}: {own}",
                Finding.Error($"{pool}: {DoctorCase.Show(own)} and {DoctorCase.Show(peer)}"))))),
        new("zfs.devices", "Both nodes see every device of every pool",
            "ZFS finds devices by the GUIDs in their labels; one that the survivor lacks degrades or stops a takeover.",
            CableRemedy, Error, Pair, c => c.EachPool(pool => Devices(c, pool, Data))),
        new("zfs.log_device", "Both nodes see the log devices",
            "Without its log device a pool is imported only with -m, and the last writes are lost.",
            $"put the log device where both nodes reach it; {CableRemedy}", Error, Pair,
            c => c.EachPool(pool => Devices(c, pool, "logs"))),
        new("zfs.features", "The other node's ZFS knows every feature in use",
            "A pool with a feature that a ZFS does not know is not imported read-write by it.",
            "update the older node; do not run zpool upgrade before both have the same version", Error, Pair,
            c => c.EachPool(pool => Features(c, pool))),
        new("zfs.same_version", "Both nodes have the same ZFS",
            "Different versions differ in features and in what an import checks.",
            "update the older node", Warning, Pair, SameVersion),
    ];

    private const string Data = "data";

    private static Finding SameVersion(DoctorCase c) => DoctorCase.IsOpenZfs(c.Own) || DoctorCase.IsOpenZfs(c.Peer!)
        ? c.Same(FactName.Sysctl("vfs.zfs.version.module"), Finding.Warning(""))
        : c.Same(FactName.Sysctl("vfs.zfs.version.spa"), Finding.Warning(""));

    private static Finding Devices(DoctorCase c, string pool, string wanted) =>
        c.Both(FactName.Pool(pool, "devices"), (own, peer) =>
        {
            List<string[]> here = Of(own);
            List<string[]> there = Of(peer);
            string[] bad =
            [
                .. Missing(here, c.Own.Node), .. Missing(there, c.Peer!.Node),
                .. here.Count == there.Count ? Array.Empty<string>()
                    : [$"node {c.Own.Node} sees {here.Count} devices, node {c.Peer.Node} {there.Count}"],
            ];
            return here.Count == 0 && there.Count == 0
                ? Finding.NotApplicable($"{pool} has no {wanted}")
                : Finding.Need(bad.Length == 0, $"{pool}: {here.Count} devices",
                    Finding.Error($"{pool}: {string.Join(", ", bad)}"));

            List<string[]> Of(string rows) => [.. DoctorCase.Rows(rows, 3).Where(row => wanted == Data
                ? row[0] is not ("logs" or "cache" or "spares")
                : row[0] == wanted)];
        });

    private static IEnumerable<string> Missing(IEnumerable<string[]> rows, int node) => rows
        .Where(row => row[2] is not ("ONLINE" or "AVAIL"))
        .Select(row => $"node {node}: {DoctorCase.Show(row[1])} is {DoctorCase.Show(row[2])}");

    private static Finding Features(DoctorCase c, string pool)
    {
        // Features are read where the pool is imported, and must be known on the other side.
        bool here = c.Own[FactName.Pool(pool, "imported")].Value is "rw" or "ro";
        DoctorCase owner = here ? c : c with { Own = c.Peer!, Peer = c.Own };
        return owner.Read(FactName.Pool(pool, "features"), rows => (owner with { Own = owner.Peer! }).Read(
            FactName.Features,
            known =>
            {
                HashSet<string> names = [.. known.Split('\n')];
                string[] strange =
                [
                    .. DoctorCase.Rows(rows, 2).Where(row => row[1] == "active" && !names.Contains(row[0]))
                        .Select(row => row[0]),
                ];
                return Finding.Need(strange.Length == 0, $"{pool}: {DoctorCase.Rows(rows, 2).Count} features",
                    Finding.Error($"{pool}: node {owner.Peer!.Node} does not know "
                        + DoctorCase.Show(string.Join(", ", strange))));
            }));
    }
}
