using System.Globalization;
using Beast.Quorum.Daemon.Doctor.Facts;
using static Beast.Quorum.Daemon.Doctor.Checks.CheckState;

namespace Beast.Quorum.Daemon.Doctor.Checks;

/// <summary>What rc(8) starts, and in which order.</summary>
internal static class RcChecks
{
    private const CheckScope FreeBsd = CheckScope.FreeBsd;
    private static readonly string[] Before = ["NETWORKING", "ctld", "syslogd"];
    private const string SyslogSnippet = "/usr/local/etc/syslog.d/beastq.conf";

    public static IReadOnlyList<DoctorCheck> All { get; } =
    [
        new("rc.beastq", "beastq starts at boot",
            "A node that comes back without its daemon is no standby.",
            "sysrc beastq_enable=YES", Warning, FreeBsd, c => Enabled(c, "beastq", Warning)),
        new("rc.ctld", "ctld starts at boot",
            "Without ctld_enable service(8) does nothing and exits 0; and at boot nobody makes the LUNs.",
            "sysrc ctld_enable=YES", Error, FreeBsd | CheckScope.Ctl,
            c => c.Configuration.Groups.Any(group => group.Ctld)
                ? Enabled(c, "ctld") : Finding.NotApplicable("ctld is false for every group")),
        new("rc.zfs", "ZFS is started at boot",
            "The module and /dev/zvol must be there before beastq imports.",
            "sysrc zfs_enable=YES", Warning, FreeBsd | CheckScope.Pools, c => Enabled(c, "zfs", Warning)),
        new("rc.order", "beastq starts after ctld and the network",
            "It listens on the interlinks at once, and looks at LUNs that ctld makes.",
            "keep REQUIRE of rc.d/beastq as it was delivered", Warning, FreeBsd,
            c => c.Read(FactName.RcOrder, Order)),
        new("rc.shutdown_time", "A shutdown waits for the exports",
            "rc.shutdown is ended after rcshutdown_timeout, 90 s by default, in the middle of an export if need be.",
            "sysrc rcshutdown_timeout=180", Warning, FreeBsd | CheckScope.Here, ShutdownTime),
        new("rc.syslog", "Events are kept by syslog",
            "FreeBSD keeps daemon.notice and above in /var/log/messages and drops the rest.",
            $"{SyslogSnippet} with !beastq and a file, then service syslogd reload", Warning, FreeBsd,
            c => c.Read(FactName.File(SyslogSnippet), there => Finding.Need(
                there == "yes", SyslogSnippet, Finding.Warning($"there is no {SyslogSnippet}; notices are kept")))),
        new("arbitrator.iscsid", "iscsid starts at boot",
            "A standby reaches the owner's volume by an iSCSI session.",
            "sysrc iscsid_enable=YES", Error, FreeBsd | CheckScope.Arbitrator, c => Enabled(c, "iscsid")),
        new("arbitrator.fail_on_disconnection", "A lost iSCSI session fails its disk at once",
            "Otherwise the disk of a dead peer hangs, gmultipath waits for it, and clients with it.",
            "kern.iscsi.fail_on_disconnection=1 in /etc/sysctl.conf", Error, CheckScope.Arbitrator,
            c => c.Number(FactName.Sysctl("kern.iscsi.fail_on_disconnection"), on => Finding.Need(
                on == 1, "on", Finding.Error("kern.iscsi.fail_on_disconnection is 0")),
                Finding.Error("the module iscsi is not loaded"))),
        new("arbitrator.ping_timeout", "A dead iSCSI session is noticed soon",
            "The initiator finds a silent target after ping_timeout; until then I/O hangs.",
            "kern.iscsi.ping_timeout=5 in /etc/sysctl.conf", Warning, CheckScope.Arbitrator,
            c => c.Number(FactName.Sysctl("kern.iscsi.ping_timeout"), seconds => Finding.Need(
                seconds is > 0 and <= 10, $"{seconds} s", Finding.Warning($"ping_timeout is {seconds} s")),
                Finding.Error("the module iscsi is not loaded"))),
        new("arbitrator.multipath", "gmultipath is loaded",
            "The device that clients see is a multipath one.",
            "geom_multipath_load=\"YES\" in /boot/loader.conf", Error, CheckScope.Arbitrator,
            c => c.Read(FactName.Sysctl("kern.geom.multipath.debug"), _ => Finding.Ok("loaded"),
                Finding.Error("geom_multipath is not loaded"))),
    ];

    private static Finding Enabled(DoctorCase c, string service, CheckState bad = Error) => c.Read(
        FactName.Rc(service + "_enable"),
        value => Finding.Need(CtlChecks.IsYes(value), $"{service}_enable is YES",
            new Finding(bad, $"{service}_enable is {DoctorCase.Show(value)}")),
        new Finding(bad, $"{service}_enable is not set"));

    private static Finding Order(string text)
    {
        string[] services = text.Split('\n');
        int ours = Array.IndexOf(services, "beastq");
        string[] late = [.. Before.Where(name => Array.IndexOf(services, name) > ours)];
        return ours < 0 ? Finding.Warning("rc does not know beastq")
            : Finding.Need(late.Length == 0, "after them", Finding.Warning($"before {string.Join(", ", late)}"));
    }

    private static Finding ShutdownTime(DoctorCase c)
    {
        double needed = c.Configuration.Groups.Max(group => group.StepDeadline.TotalSeconds);
        return c.Read(FactName.Rc("rcshutdown_timeout"), Judge, Judge("90"));

        Finding Judge(string text) =>
            !double.TryParse(text, CultureInfo.InvariantCulture, out double seconds)
                ? Finding.Unknown($"rcshutdown_timeout is {DoctorCase.Show(text)}")
                : Finding.Need(seconds == 0 || seconds >= needed, $"{seconds:0} s", Finding.Warning(
                    $"rcshutdown_timeout is {seconds:0} s, a step may take {needed:0} s"));
    }
}
