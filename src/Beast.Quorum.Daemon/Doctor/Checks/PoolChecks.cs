using System.Globalization;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Doctor.Facts;
using static Beast.Quorum.Daemon.Doctor.Checks.CheckState;

namespace Beast.Quorum.Daemon.Doctor.Checks;

/// <summary>Properties of the pools that move (zpool(8), zfs(8)).</summary>
internal static class PoolChecks
{
    private const CheckScope Pools = CheckScope.Pools;

    public static IReadOnlyList<DoctorCheck> All { get; } =
    [
        new("zfs.health", "Pools are ONLINE",
            "A pool that has lost devices has less to lose when a controller fails.",
            "zpool status POOL names the device", Error, Pools,
            c => c.EachImported("health", (pool, health) => health switch
            {
                "ONLINE" => Finding.Ok($"{pool} ONLINE"),
                "DEGRADED" => Finding.Warning($"{pool} is DEGRADED"),
                _ => Finding.Error($"{pool} is {DoctorCase.Show(health)}"),
            })),
        new("zfs.cachefile", "Pools are imported with cachefile=none",
            "A pool in a cache file is imported at boot, whoever owns it then: two hosts write to it.",
            "zpool set cachefile=none POOL on the owner; beastq imports so", Error, Pools,
            c => c.EachImported("cachefile", (pool, file) => Finding.Need(
                file == "none", $"{pool}: none",
                Finding.Error($"{pool}: {(file == "-" ? "the default cache file" : DoctorCase.Show(file))}")))),
        new("zfs.boot_cache", "No pool stands in a boot cache file",
            "What stands there is imported at the next boot.",
            "import and export the pool once with -o cachefile=none, or remove the file if it holds nothing else",
            Error, Pools | CheckScope.FreeBsd,
            c => c.EachPool(pool => c.Read(FactName.Pool(pool, "bootcache"),
                file => Finding.Error($"{pool} stands in {DoctorCase.Show(file)}"), Finding.Ok($"{pool} does not")))),
        new("zfs.imported_as", "Standby imports are as configured",
            "A pool that is imported where it must not be stops the next takeover, or loses data.",
            "beastq status; never export a pool that somebody else imported read-write", Error,
            Pools, ImportedAs),
        new("zfs.sync", "Volumes have sync=always",
            "Clients that do not flush lose what they were told is written when the controller dies.",
            "zfs set sync=always POOL", Error, Pools,
            c => Zvols(c, 2, (zvol, sync) => sync switch
            {
                "always" => Finding.Ok($"{zvol}: always"),
                "disabled" => Finding.Error($"{zvol}: disabled loses acknowledged writes"),
                _ => Finding.Warning($"{zvol}: {DoctorCase.Show(sync)}"),
            })),
        new("zfs.volmode", "Volumes have volmode=dev",
            "Other modes let GEOM taste what clients wrote (their labels and partitions), and the device appears "
                + "later.",
            "zfs set volmode=dev POOL, then export and import", Error, Pools,
            c => Zvols(c, 1, (zvol, mode) => mode switch
            {
                "dev" => Finding.Ok($"{zvol}: dev"),
                "default" => c.Number(FactName.Sysctl("vfs.zfs.vol.mode"), system => Finding.Need(
                        system == 2, $"{zvol}: default, which is dev", Finding.Warning($"{zvol}: default, not dev")),
                    Finding.Warning($"{zvol}: default, which is geom unless vfs.zfs.vol.mode says otherwise")),
                "none" => Finding.Error($"{zvol}: none has no device at all"),
                _ => Finding.Warning($"{zvol}: {DoctorCase.Show(mode)}"),
            })),
        new("zfs.failmode", "A suspended pool does not hang for ever",
            "With failmode=wait every command on a suspended pool hangs in the kernel, and so does its export; "
                + "panic fences the host, continue lets clients see errors.",
            "zpool set failmode=panic POOL (or continue)", Warning, Pools,
            c => c.EachImported("failmode", (pool, mode) => Finding.Need(
                mode is "panic" or "continue", $"{pool}: {mode}",
                Finding.Warning($"{pool}: {DoctorCase.Show(mode)}")))),
        new("zfs.multihost_hostid", "multihost can work",
            "A pool with multihost=on is not imported by a host whose hostid is 0.",
            "give the host an /etc/hostid (service hostid start) and restart it", Error, Pools,
            c => c.EachImported("multihost", (pool, on) => on != "on" ? Finding.Ok($"{pool}: {on}")
                : c.Number(FactName.Sysctl("kern.hostid"), id => Finding.Need(
                    id != 0, $"{pool}: on", Finding.Error($"{pool}: on, and kern.hostid is 0"))),
                Finding.NotApplicable("this ZFS has no multihost"))),
        new("zfs.multihost_time", "The deadline of an import covers multihost",
            "With multihost=on an import after a crash watches the disks for 20 s and more first; clients must wait "
                + "as long, and so must the step.",
            "step_deadline of 90 s or more, or multihost=off with fencing; and time-outs of clients beyond that",
            Error, Pools | CheckScope.Here, MultihostTime),
        new("zfs.capacity", "Pools have room",
            "A pool that is nearly full is slow, and a full one cannot be imported read-write at once.",
            "free space, or add devices", Error, Pools,
            c => c.EachImported("capacity", (pool, text) =>
                int.TryParse(text.TrimEnd('%'), CultureInfo.InvariantCulture, out int percent)
                    ? percent >= 95 ? Finding.Error($"{pool}: {percent} %")
                    : Finding.Need(percent < 85, $"{pool}: {percent} %", Finding.Warning($"{pool}: {percent} %"))
                    : Finding.Unknown($"{pool}: capacity {DoctorCase.Show(text)}"))),
        new("zfs.import_time", "An import fits into its deadline",
            "Each volume costs a device node at import; the time of former imports tells more.",
            "raise step_deadline, or move volumes into another group", Warning, Pools | CheckScope.Here, ImportTime),
        new("zfs.backing", "Configured backing paths are volumes of the pools",
            "A takeover waits for each of them before it takes the role.",
            "correct backing in beastq.yml", Error, Pools | CheckScope.Here, Backing),
        new("zfs.recursive", "Pools do not lie on zvols of the same host",
            "vfs.zfs.vol.recursive lets a host open its own zvols as disks, which hangs exports.",
            "sysctl vfs.zfs.vol.recursive=0", Warning, Pools,
            c => c.Number(FactName.Sysctl("vfs.zfs.vol.recursive"), value => Finding.Need(
                value == 0, "off", Finding.Warning("vfs.zfs.vol.recursive is on")),
                Finding.NotApplicable("this ZFS has no such setting"))),
    ];

    private static Finding ImportedAs(DoctorCase c) => Finding.Worst(
        c.Configuration.Groups.SelectMany(group => group.Pools.Select(pool => c.Read(
            FactName.Pool(pool, "imported"),
            how => how switch
            {
                "no" => Finding.Ok($"{pool} is not imported"),
                "ro" => Finding.Need(group.StandbyImport == StandbyImport.ReadOnly, $"{pool} is a read-only standby",
                    Finding.Error($"{pool} is imported read-only, but standby_import is none")),
                _ => c.Read(FactName.DaemonOwners, rows => IsOwner(c, rows, group.Name)
                        ? Finding.Ok($"{pool} is imported by its owner")
                        : Finding.Error($"{pool} is imported read-write, and this node does not own {group.Name}"),
                    Finding.Warning($"{pool} is imported read-write, and no daemon runs here")),
            }))),
        "no group has a pool");

    private static bool IsOwner(DoctorCase c, string rows, string group) => DoctorCase.Rows(rows, 2).Any(row =>
        row[0] == group && row[1] == c.Own.Node.ToString(CultureInfo.InvariantCulture));

    private static Finding Zvols(DoctorCase c, int column, Func<string, string, Finding> judge) =>
        c.EachImported("zvols", (pool, rows) => Finding.Worst(
            DoctorCase.Rows(rows, 3).Select(row => judge(DoctorCase.Show(row[0]), row[column])),
            $"{pool} has no volumes"));

    private static Finding MultihostTime(DoctorCase c) => Finding.Worst(
        c.Configuration.Groups.SelectMany(group => group.Pools.Select(pool => c.Read(
            FactName.Pool(pool, "imported"), how => how == "no"
                ? Finding.NotApplicable($"{pool} is not imported here")
                : c.Read(FactName.Pool(pool, "multihost"), on => on != "on" ? Finding.Ok($"{pool}: {on}")
                    : Finding.Need(group.StepDeadline >= TimeSpan.FromSeconds(90),
                        $"{pool}: on, step_deadline {group.StepDeadline.TotalSeconds:0} s",
                        Finding.Error($"{pool}: on, but step_deadline is {group.StepDeadline.TotalSeconds:0} s")),
                    Finding.NotApplicable("this ZFS has no multihost"))))),
        "no group has a pool");

    private static Finding ImportTime(DoctorCase c) => Finding.Worst(
        c.Configuration.Groups.SelectMany(group => group.Pools.Select(pool => c.Read(
            FactName.Pool(pool, "import_s"),
            text => double.TryParse(text, CultureInfo.InvariantCulture, out double seconds)
                ? Finding.Need(seconds < group.StepDeadline.TotalSeconds / 2,
                    $"{pool}: {seconds:0.0} s so far{Count(c, pool)}",
                    Finding.Warning($"{pool}: {seconds:0.0} s so far{Count(c, pool)}, and step_deadline is "
                        + $"{group.StepDeadline.TotalSeconds:0} s"))
                : Finding.Unknown($"{pool}: {DoctorCase.Show(text)}"),
            Guess(c, pool)))),
        "no group has a pool");

    private static string Count(DoctorCase c, string pool) =>
        c.Own[FactName.Pool(pool, "zvols")].Value is { } rows ? $", {DoctorCase.Rows(rows, 3).Count} volumes" : "";

    /// <summary>Without history: a device node for each volume takes in the order of 10 ms.</summary>
    private static Finding Guess(DoctorCase c, string pool) =>
        c.Own[FactName.Pool(pool, "zvols")].Value is { } rows && DoctorCase.Rows(rows, 3).Count is int count
            ? Finding.Need(count <= 1000, $"{pool}: {count} volumes, not imported by beastq so far; expect "
                    + $"{1 + (count / 100)} s beyond the scan of the disks",
                Finding.Warning($"{pool}: {count} volumes; expect {1 + (count / 100)} s beyond the scan"))
            : Finding.NotApplicable($"{pool}: beastq has not imported it here so far");

    private static Finding Backing(DoctorCase c) => Finding.Worst(
        c.Configuration.Groups.SelectMany(group => group.Backing.Select(path => Path(c, group, path))),
        "no group has backing");

    private static Finding Path(DoctorCase c, GroupConfiguration group, string path)
    {
        string? pool = group.Pools.FirstOrDefault(
            one => path.StartsWith($"/dev/zvol/{one}/", StringComparison.Ordinal));
        return pool is null
            ? Finding.Warning($"{path} is on no pool of {group.Name}")
            : c.Read(FactName.Pool(pool, "imported"), how => how == "no"
                ? Finding.NotApplicable($"{pool} is not imported here")
                : c.Read(FactName.Pool(pool, "zvols"), rows => Finding.Need(
                    DoctorCase.Rows(rows, 3).Any(row => $"/dev/zvol/{row[0]}" == path), path,
                    Finding.Error($"{path} is no volume of {pool}"))));
    }
}
