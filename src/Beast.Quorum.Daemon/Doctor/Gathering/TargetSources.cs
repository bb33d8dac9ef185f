using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Doctor.Facts;
using Beast.Quorum.Daemon.Doctor.Reading;
using Beast.Quorum.Storage.Ctl;

namespace Beast.Quorum.Daemon.Doctor.Gathering;

/// <summary>CTL's LUNs, ctl.conf, and what rc and the loader are told.</summary>
internal static class TargetSources
{
    private const string CtlConfPath = "/etc/ctl.conf";
    private const string Sysrc = "/usr/sbin/sysrc";

    private static readonly string[] RcVariables =
    [
        "beastq_enable", "ctld_enable", "zfs_enable", "iscsid_enable", "watchdogd_enable", "dumpdev", "beastq_limits",
        "rcshutdown_timeout",
    ];

    private static readonly string[] LoaderVariables = ["ctl_load", "kern.cam.ctl.ha_role"];

    private static readonly string[] CacheFiles = ["/boot/zfs/zpool.cache", "/etc/zfs/zpool.cache"];

    public static IEnumerable<FactSource> All(Probe probe)
    {
        yield return new FactSource("ctl", book => Luns(probe, book));
        if (probe.IsFreeBsd)
        {
            yield return new FactSource("files", book =>
            {
                Conf(probe, book);
                Loader(probe, book);
                Caches(probe, book);
                book.Set(FactName.File("/usr/local/etc/syslog.d/beastq.conf"),
                    File.Exists(probe.At("/usr/local/etc/syslog.d/beastq.conf")));
                book.Set(FactName.Watchdogd, File.Exists(probe.At("/var/run/watchdogd.pid")));
            });
            yield return new FactSource("rc", book => Rc(probe, book));
        }
    }

    private static void Luns(Probe probe, FactBook book)
    {
        if (probe.Configuration.Groups.All(group => group.Profile == StorageProfile.Custom))
        {
            return;
        }

        Fact? problem = probe.Ask(CtladmCommands.List(probe.Configuration.Commands), out string text);
        if (problem is not null || !LunList.TryParse(text, out IReadOnlyList<CtlLun> luns))
        {
            book.Set(FactName.Luns, problem ?? Fact.NotKnown("ctladm devlist -x: no list of LUNs"));
            return;
        }

        book.Set(FactName.Luns, luns.OrderBy(lun => lun.Number).Select(lun => new[]
        {
            lun.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), Option(lun, "device_id"),
            Option(lun, "serial_number"), lun.File ?? "", Option(lun, "blocksize"), lun.OwnRole ?? "",
        }));

        static string Option(CtlLun lun, string name) => lun.Options.GetValueOrDefault(name) ?? "";
    }

    private static void Conf(Probe probe, FactBook book)
    {
        Fact file = probe.Read(CtlConfPath);
        if (file.Value is not { } text)
        {
            book.Set(FactName.CtlConf, file);
            book.Set(FactName.CtlConfMode, file);
            return;
        }

        string? fault = CtlConf.Read(text, out IReadOnlyList<CtlConfLun> luns);
        book.Set(FactName.CtlConf, luns.Select(lun => new[]
        {
            lun.Target, lun.Lun, lun.CtlLun, lun.DeviceId, lun.Serial, lun.Path,
        }));
        if (fault is not null)
        {
            book.Set(FactName.CtlConf, Fact.NotKnown($"{CtlConfPath}: {fault}"));
            book.Set(FactName.CtlConfProblem, $"{CtlConfPath}: {fault}");
        }

        book.Set(FactName.CtlConfMode, Convert.ToString((int)File.GetUnixFileMode(probe.At(CtlConfPath)), 8));
    }

    private static void Loader(Probe probe, FactBook book)
    {
        Fact first = probe.Read("/boot/loader.conf");
        Fact second = probe.Read("/boot/loader.conf.local");
        IReadOnlyDictionary<string, string> variables =
            ShellVariables.Read($"{first.Value}\n{second.Value}");
        foreach (string name in LoaderVariables)
        {
            book.Set(FactName.Loader(name), variables.TryGetValue(name, out string? value) ? Fact.Is(value)
                : first.Unknown is not null ? first : Fact.None);
        }
    }

    private static void Caches(Probe probe, FactBook book)
    {
        List<(string Path, Fact Text)> files = [.. CacheFiles.Select(path => (path, probe.Read(path)))];
        foreach (string pool in probe.Configuration.Groups.SelectMany(group => group.Pools).Distinct())
        {
            (string Path, Fact Text) found = files.Find(file => file.Text.Value is { } text
                && text.Contains(Packed(pool), StringComparison.Ordinal));
            book.Set(FactName.Pool(pool, "bootcache"), found.Path is { } path ? Fact.Is(path)
                : files.Find(file => file.Text.Unknown is not null).Text ?? Fact.None);
        }
    }

    /// <summary>
    /// The pool's name as a packed list holds it: its length in four bytes, big-endian, before it (XDR, RFC 4506).
    /// </summary>
    private static string Packed(string pool) => $"\0\0\0{(char)pool.Length}{pool}";

    private static void Rc(Probe probe, FactBook book)
    {
        foreach (string name in RcVariables)
        {
            Fact? problem = probe.Ask([Sysrc, "-n", name], out string text);
            book.Set(FactName.Rc(name), problem is null ? Fact.Is(text.Trim())
                : problem.Unknown?.Contains("unknown variable", StringComparison.Ordinal) == true ? Fact.None
                : problem);
        }

        Fact? order = probe.Ask([.. probe.Configuration.Commands.Service, "-r"], out string list);
        book.Set(FactName.RcOrder, order ?? Fact.Is(string.Join('\n', list.Split('\n')
            .Select(line => line[(line.LastIndexOf('/') + 1)..].Trim()))));
    }
}
