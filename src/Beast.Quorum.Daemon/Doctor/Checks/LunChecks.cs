using System.Globalization;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Doctor.Facts;
using static Beast.Quorum.Daemon.Doctor.Checks.CheckState;

namespace Beast.Quorum.Daemon.Doctor.Checks;

/// <summary>The LUNs that CTL has, and those of ctl.conf. Both heads must show a client the same disk.</summary>
internal static class LunChecks
{
    private const CheckScope Conf = CheckScope.Ctl | CheckScope.FreeBsd;
    private const string SameRemedy = "write ctl-lun, device-id and serial into both ctl.conf, then reload ctld";

    public static IReadOnlyList<DoctorCheck> All { get; } =
    [
        new("lun.present", "CTL has the configured LUNs",
            "A takeover waits until each of them is ready, and fails if one is not there.",
            "add them to /etc/ctl.conf and reload ctld, or correct luns in beastq.yml", Error, CheckScope.Ctl,
            c => c.Read(FactName.Luns, rows => Present(c, rows), Finding.Error("CTL has no LUNs"))),
        new("lun.numbers_same", "LUN numbers are the same on both nodes",
            "LUNs are matched by number; one that the peer lacks cannot move there.",
            SameRemedy, Error, CheckScope.Ctl | CheckScope.Pair, c => Columns(c, FactName.Luns, 0, 0, "LUN")),
        new("lun.device_ids_same", "Device ids are the same on both nodes",
            "Clients recognise a disk by its device id; with another one the second path is another disk, and CTL "
                + "ignores the peer's state.",
            SameRemedy, Error, CheckScope.Ctl | CheckScope.Pair, c => Columns(c, FactName.Luns, 0, 1, "device-id")),
        new("lun.serials_same", "Serial numbers are the same on both nodes",
            "Multipath software puts paths together by serial number.",
            SameRemedy, Error, CheckScope.Ctl | CheckScope.Pair, c => Columns(c, FactName.Luns, 0, 2, "serial")),
        new("lun.backing_same", "LUNs have the same zvol on both nodes",
            "Behind one LUN number there must be one volume.",
            "the same path in both ctl.conf", Error, CheckScope.Ctl | CheckScope.Pair,
            c => c.Has(DoctorRun.Arbitrator)
                ? Finding.NotApplicable("an arbitrator's nodes reach one volume by different paths")
                : Columns(c, FactName.Luns, 0, 3, "path")),
        new("lun.block_size_same", "LUNs have the same block size on both nodes",
            "A client that sees two block sizes refuses the second path, or worse.",
            "the same blocksize in both ctl.conf", Error, CheckScope.Ctl | CheckScope.Pair,
            c => Columns(c, FactName.Luns, 0, 4, "block size")),
        new("lun.on_pool", "LUNs lie on a pool of their group",
            "A LUN on a pool that does not move stays behind.",
            "correct the path in ctl.conf, or pools in beastq.yml", Warning, CheckScope.Ctl | CheckScope.Pools,
            c => c.Read(FactName.Luns, rows => OnPool(c, rows), Finding.NotApplicable("CTL has no LUNs"))),
        new("lun.own_role", "Each LUN has a role of its own",
            "With profile ctl-ha-lun a LUN without ha_role follows the node's role, and moves with another group.",
            "option ha_role secondary for each LUN in both ctl.conf", Error, CheckScope.PerLun,
            c => c.Read(FactName.Luns, rows => Roles(c, rows), Finding.Error("CTL has no LUNs"))),
        new("lun.one_primary", "No LUN is primary on both nodes",
            "Two primaries serve the same volume from two places: data is lost.",
            "look at once: beastq status on both nodes", Error, CheckScope.PerLun | CheckScope.Pair,
            c => c.Both(FactName.Luns, (own, peer) =>
            {
                string[] twice = [.. Primaries(own).Intersect(Primaries(peer))];
                return Finding.Need(twice.Length == 0, "none is", Finding.Error(
                    $"LUN {DoctorCase.Show(string.Join(", ", twice))} is primary on both nodes"));
            })),
        new("ctlconf.readable", "ctl.conf can be read",
            "ctld keeps the old configuration when a new one is wrong, and does not start at boot.",
            "correct /etc/ctl.conf; the line is named", Error, Conf,
            c => c.Own[FactName.CtlConfProblem].Value is { } problem
                ? Finding.Error(Daemon.Configuration.Printable.Short(problem, 300))
                : c.Read(FactName.CtlConf, rows => Finding.Ok($"{DoctorCase.Rows(rows, 6).Count} LUNs"),
                    Finding.Error("there is no /etc/ctl.conf"))),
        new("ctlconf.mode", "ctl.conf is not readable by others",
            "It may hold passwords of iSCSI sessions.",
            "chmod 600 /etc/ctl.conf", Warning, Conf,
            c => c.Read(FactName.CtlConfMode, mode => Finding.Need(
                mode.EndsWith('0'), mode, Finding.Warning($"mode {mode}")),
                Finding.NotApplicable("there is no /etc/ctl.conf"))),
        new("ctlconf.explicit", "ctl.conf names number, device id and serial of each LUN",
            "What is left out is made up by each node in its own order.",
            SameRemedy, Warning, Conf,
            c => c.Read(FactName.CtlConf, Explicit, Finding.NotApplicable("there is no /etc/ctl.conf"))),
        new("ctlconf.targets_same", "ctl.conf of both nodes has the same targets and LUNs",
            "A client that logs in to the other node must find the same target.",
            "the same targets with the same LUNs in both ctl.conf", Error, Conf | CheckScope.Pair,
            c => Targets(c)),
        new("ctlconf.device_ids_same", "ctl.conf of both nodes has the same device ids",
            "See lun.device_ids_same; this is what the next start of ctld makes of it.",
            SameRemedy, Error, Conf | CheckScope.Pair, c => Columns(c, FactName.CtlConf, 2, 3, "device-id")),
        new("ctlconf.serials_same", "ctl.conf of both nodes has the same serials",
            "See lun.serials_same.",
            SameRemedy, Error, Conf | CheckScope.Pair, c => Columns(c, FactName.CtlConf, 2, 4, "serial")),
    ];

    private static Finding Present(DoctorCase c, string rows)
    {
        string[] there = [.. DoctorCase.Rows(rows, 1).Select(row => row[0])];
        string[] missing =
        [
            .. c.Configuration.Groups.SelectMany(group => group.Luns)
                .Select(lun => lun.ToString(CultureInfo.InvariantCulture)).Except(there),
        ];
        return missing.Length == 0 ? Finding.Ok($"LUNs {string.Join(", ", there)}")
            : Finding.Error($"LUN {string.Join(", ", missing)} is not there");
    }

    private static IEnumerable<string> Primaries(string rows) =>
        DoctorCase.Rows(rows, 6).Where(row => row[5] == "primary").Select(row => row[0]);

    private static Finding Roles(DoctorCase c, string rows)
    {
        HashSet<string> ours =
        [
            .. c.Configuration.Groups.Where(group => c.Profile(group) == DoctorRun.CtlHaLun)
                .SelectMany(group => group.Luns).Select(lun => lun.ToString(CultureInfo.InvariantCulture)),
        ];
        return Finding.Worst(
            DoctorCase.Rows(rows, 6).Where(row => ours.Contains(row[0])).Select(row => Finding.Need(
                row[5].Length > 0, $"LUN {row[0]}: {DoctorCase.Show(row[5])}",
                Finding.Error($"LUN {row[0]} has no ha_role"))),
            "CTL has none of the configured LUNs");
    }

    private static Finding OnPool(DoctorCase c, string rows)
    {
        HashSet<int> ours = [.. c.Configuration.Groups.SelectMany(group => group.Luns)];
        return Finding.Worst(
            DoctorCase.Rows(rows, 4)
                .Where(row => int.TryParse(row[0], CultureInfo.InvariantCulture, out int lun) && ours.Contains(lun))
                .Select(row => Judge(row[0], row[3])),
            "CTL has none of the configured LUNs");

        Finding Judge(string lun, string path)
        {
            GroupConfiguration group = c.Configuration.Groups.First(
                one => one.Luns.Contains(int.Parse(lun, CultureInfo.InvariantCulture)));
            return c.Profile(group) == DoctorRun.Arbitrator ? Finding.NotApplicable($"LUN {lun} lies on a path") :
                Finding.Need(
                group.Pools.Any(pool => path.StartsWith($"/dev/zvol/{pool}/", StringComparison.Ordinal)),
                $"LUN {lun}: {path}", Finding.Warning($"LUN {lun} lies on {DoctorCase.Show(path)}"));
        }
    }

    private static Finding Explicit(string rows) => Finding.Worst(
        DoctorCase.Rows(rows, 6).Select(row =>
        {
            string[] missing =
            [
                .. new[] { ("ctl-lun", row[2]), ("device-id", row[3]), ("serial", row[4]) }
                    .Where(option => option.Item2.Length == 0).Select(option => option.Item1),
            ];
            string name = $"{DoctorCase.Show(row[0])} LUN {DoctorCase.Show(row[1])}";
            return missing.Length == 0 ? Finding.Ok(name)
                : Finding.Warning($"{name} lacks {string.Join(", ", missing)}");
        }),
        "ctl.conf has no LUNs");

    private static Finding Targets(DoctorCase c) => c.Both(FactName.CtlConf, (own, peer) =>
    {
        string[] here = Names(own);
        string[] there = Names(peer);
        string[] lonely = [.. here.Except(there).Concat(there.Except(here))];
        return lonely.Length == 0 ? Finding.Ok($"{here.Length} LUNs")
            : Finding.Error($"on one node only: {DoctorCase.Show(string.Join(", ", lonely))}");

        static string[] Names(string rows) => [.. DoctorCase.Rows(rows, 6).Select(row => $"{row[0]} LUN {row[1]}")];
    });

    /// <summary>A column of rows that both nodes must have alike, matched by another column.</summary>
    private static Finding Columns(DoctorCase c, string fact, int key, int value, string what) =>
        c.Both(fact, (own, peer) =>
        {
            Dictionary<string, string> here = Map(own);
            Dictionary<string, string> there = Map(peer);
            Finding[] findings =
            [
                .. here.Keys.Union(there.Keys).Where(lun => lun.Length > 0).Order(StringComparer.Ordinal)
                    .Select(lun => Compare(lun, here.GetValueOrDefault(lun), there.GetValueOrDefault(lun))),
            ];
            return Finding.Worst(findings, $"there is no LUN with a number to compare the {what} of");

            Dictionary<string, string> Map(string rows)
            {
                Dictionary<string, string> map = [];
                foreach (string[] row in DoctorCase.Rows(rows, Math.Max(key, value) + 1))
                {
                    map[row[key]] = row[value].Trim();
                }

                return map;
            }
        });

    private static Finding Compare(string lun, string? here, string? there) =>
        here is null || there is null
            ? Finding.Error($"LUN {DoctorCase.Show(lun)} is on one node only")
            : Finding.Need(here == there, $"LUN {lun}: {DoctorCase.Show(here)}", Finding.Error(
                $"LUN {DoctorCase.Show(lun)}: {DoctorCase.Show(here)} and {DoctorCase.Show(there)}"));
}
