using System.Globalization;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Doctor.Facts;
using Beast.Quorum.Daemon.Doctor.Reading;
using static Beast.Quorum.Daemon.Doctor.Checks.CheckState;

namespace Beast.Quorum.Daemon.Doctor.Checks;

/// <summary>What keeps a hung owner from writing: watchdog, self-fence, fencing of the peer.</summary>
internal static class GuardChecks
{
    private const CheckScope FreeBsd = CheckScope.FreeBsd;

    public static IReadOnlyList<DoctorCheck> All { get; } =
    [
        new("watchdog.configured", "A watchdog guards this host",
            "Only an armed watchdog resets a host whose daemon hangs; without it, or fencing, the full lease wait is "
                + "all that keeps two nodes from writing.",
            "watchdog: kind: fido, with a driver (ichwd, ipmi, amdsbwd) in loader.conf", Error, CheckScope.Here,
            c => Finding.Need(c.Configuration.Watchdog.Kind != WatchdogKind.None,
                c.Configuration.Watchdog.Kind.ToString().ToLowerInvariant(),
                c.Fencing.Count == 0
                    ? Finding.Error("neither a watchdog nor fencing is configured")
                    : Finding.Warning("there is only fencing"))),
        new("watchdog.present", "The watchdog device is there",
            "Without its driver a takeover cannot arm it, and is not made.",
            "load the driver: ichwd, ipmi or amdsbwd in /boot/loader.conf", Error, CheckScope.Here,
            c => c.Configuration.Watchdog.Kind == WatchdogKind.None
                ? Finding.NotApplicable("no watchdog is configured")
                : c.Read(FactName.Watchdog, there => Finding.Need(there == "yes", c.Configuration.Watchdog.Path,
                    Finding.Error($"there is no {c.Configuration.Watchdog.Path}")))),
        new("watchdog.timeout", "The watchdog's real time-out fits the timing",
            "Drivers know powers of two of a nanosecond only; the protocol's waits must hold with what they make of "
                + "it.",
            "another timing preset, or a smaller watchdog value in a custom timing", Error, CheckScope.Here, TimeOut),
        new("watchdog.armed", "An owner's watchdog is armed",
            "It is armed before the first command of a takeover and patted while every lease allows it.",
            "beastq events tells why it could not be armed", Error, CheckScope.Always, Armed),
        new("watchdog.watchdogd", "watchdogd does not run",
            "The last pat of anybody counts: watchdogd would keep a host alive whose beastq is dead.",
            "watchdogd_enable=\"NO\" in /etc/rc.conf, service watchdogd stop", Error, FreeBsd,
            c => Finding.Worst(
                [
                    c.Read(FactName.Watchdogd, runs => Finding.Need(
                        runs == "no", "does not run", Finding.Error("it runs"))),
                    c.Read(FactName.Rc("watchdogd_enable"), on => Finding.Need(!CtlChecks.IsYes(on), "not enabled",
                        Finding.Error("watchdogd_enable is YES")), Finding.Ok("not enabled")),
                ],
                "")),
        new("fence.configured", "The peer can be fenced",
            "Fencing makes a takeover quicker and covers a host whose clock stood still.",
            "fencing: method in beastq.yml", Error, CheckScope.Here,
            c => Finding.Need(c.Fencing.Count > 0,
                string.Join(", ", c.Fencing),
                c.Configuration.AcceptNoFencing && c.Configuration.Watchdog.Kind == WatchdogKind.None
                    ? Finding.Error("neither fencing nor a watchdog: i_accept_no_fencing is all there is")
                    : Finding.Warning("no method is configured; a takeover waits for the whole lease"))),
        new("fence.tested", "Fencing was tried out",
            "A method that was never tried fails when it is needed.",
            "beastq fence test", Warning, CheckScope.Here, FenceTests.Judge),
        new("selffence.panic_wait", "A panic restarts the host at once",
            "A self-fence panics; kern.panic_reboot_wait_time delays the reset, 15 s by default, for ever with -1.",
            "kern.panic_reboot_wait_time=0 in /etc/sysctl.conf", Warning, FreeBsd,
            c => c.Number(FactName.Sysctl("kern.panic_reboot_wait_time"), wait => wait == 0 ? Finding.Ok("0 s")
                : Finding.Warning(wait < 0 ? "it waits for a key at the console" : $"it waits for {wait} s"))),
        new("selffence.debugger", "A panic does not stop in the debugger",
            "With debug.debugger_on_panic=1 and DDB in the kernel a self-fenced host stands at a prompt; it does not "
                + "write, but it does not come back either.",
            "debug.debugger_on_panic=0 in /etc/sysctl.conf", Warning, FreeBsd,
            c => c.Number(FactName.Sysctl("debug.debugger_on_panic"), on => Finding.Need(
                on == 0, "off", Finding.Warning("debug.debugger_on_panic is on")),
                Finding.Ok("no debugger in the kernel"))),
        new("selffence.securelevel", "The securelevel allows a self-fence",
            "From securelevel 1 on debug.kdb.panic is refused, from 2 on disks cannot be written.",
            "kern_securelevel_enable=\"NO\" in /etc/rc.conf", Error, FreeBsd,
            c => c.Number(FactName.Sysctl("kern.securelevel"), level => level >= 2
                ? Finding.Error($"securelevel {level}")
                : Finding.Need(level < 1, $"securelevel {level}", Finding.Warning($"securelevel {level}")))),
        new("selffence.dump", "A crash dump does not delay a self-fence",
            "The dump of a panic goes on for as long as writing the memory takes; the peer's wait does not know it.",
            "dumpdev=\"NO\", or know that the watchdog cuts the dump short", Warning, FreeBsd,
            c => c.Read(FactName.Rc("dumpdev"), device => Finding.Need(
                device.ToUpperInvariant() is "NO" or "", "dumpdev is NO",
                Finding.Warning($"dumpdev is {DoctorCase.Show(device)}")), Finding.Ok("dumpdev is not set"))),
    ];

    private static Finding TimeOut(DoctorCase c)
    {
        if (c.Configuration.Watchdog.Kind == WatchdogKind.None)
        {
            return Finding.NotApplicable("no watchdog is configured");
        }

        TimeSpan effective = WatchdogTime.Effective(c.Configuration.Timing.Watchdog);
        IReadOnlyList<string> violations = TimingProof.Violations(c.Configuration.Timing, effective);
        return Finding.Need(
            violations.Count == 0,
            $"{TimingProof.Show(effective)}{(c.Configuration.Timing.IsCoarse(effective) ? ", coarse" : "")}",
            Finding.Error(string.Join("; ", violations)));
    }

    private static Finding Armed(DoctorCase c) => c.Read(
        FactName.DaemonOwners,
        rows => !DoctorCase.Rows(rows, 2).Any(row => row[1] == c.Own.Node.ToString(CultureInfo.InvariantCulture))
            ? Finding.NotApplicable($"node {c.Own.Node} owns nothing")
            : c.Number(FactName.DaemonWatchdog, ms => Finding.Need(ms > 0, $"{ms} ms",
                c.Configuration.Watchdog.Kind == WatchdogKind.None
                    ? Finding.NotApplicable("no watchdog is configured")
                    : Finding.Error($"node {c.Own.Node} owns a group, and its watchdog is not armed"))),
        Finding.NotApplicable("no daemon runs"));
}
