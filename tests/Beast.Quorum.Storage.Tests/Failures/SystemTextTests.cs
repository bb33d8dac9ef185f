using Beast.Quorum.Storage.Ctl;
using Beast.Quorum.Storage.Sysctls;
using Beast.Quorum.Storage.Targets;

namespace Beast.Quorum.Storage.Tests.Failures;

/// <summary>
/// Every message of ctladm(8), service(8) with rc.subr, ctld(8) and sysctl(8) that is known from the sources of FreeBSD
/// 11 to 15, word for word, with its reason.
/// </summary>
[TestFixture]
internal sealed class SystemTextTests
{
    private static readonly (string Text, CtlFailure Reason)[] Ctl =
    [
        ("ctladm: error opening /dev/cam/ctl: No such file or directory", CtlFailure.NoCtl),
        ("ctladm: error opening /dev/cam/ctl: Too many open files", CtlFailure.RequestFailed),
        ("ctladm: error opening /dev/cam/ctl: Permission denied", CtlFailure.PermissionDenied),
        ("ctladm: error opening /dev/cam/ctl: Operation not permitted", CtlFailure.PermissionDenied),
        ("ctladm: cctl_modify_lun: error issuing CTL_LUN_REQ ioctl: Operation not permitted",
            CtlFailure.PermissionDenied),
        ("ctladm: cctl_modify_lun: error issuing CTL_LUN_REQ ioctl: Bad address", CtlFailure.RequestFailed),
        ("ctladm: unknown LUN modification status: 7", CtlFailure.RequestFailed),
        ("ctladm: option X not found", CtlFailure.Usage),
        ("ctladm: ambiguous option X", CtlFailure.Usage),
        ("ctladm: option -o takes \"name=value\" argument", CtlFailure.Usage),
        ("ctladm: option tur requires a lun argument", CtlFailure.Usage),
        ("ctladm: cctl_modify_lun: size (-s) or options (-o) must be specified", CtlFailure.Usage),
        ("ctladm: LUN creation error: create: LUN 0 exists", CtlFailure.LunRefused),
        ("ctladm: LUN removal error: cannot remove", CtlFailure.LunRefused),
        ("ctladm: LUN modification error: LUN 7 is not managed by the block backend", CtlFailure.NoSuchLun),
        ("ctladm: LUN modification error: LUN 7 is not managed by the ramdisk backend", CtlFailure.NoSuchLun),
        ("ctladm: LUN modification error: something new", CtlFailure.LunRefused),
        ("ctladm: LUN modification error: Backend \"x\" not found.", CtlFailure.NoSuchBackend),
        ("ctladm: LUN modification error: no file argument specified", CtlFailure.NoFileOption),
        ("ctladm: LUN modification warning: error opening /dev/zvol/p/v: 2", CtlFailure.BackingNotOpen),
        ("ctladm: LUN modification error: error opening /dev/zvol/p/v: 16", CtlFailure.BackingNotOpen),
        ("ctl_ha_role_sysctl: CTL_LUNREQ_MODIFY returned 2 'error opening /dev/zvol/p/v: 2'",
            CtlFailure.BackingNotOpen),
        ("ctladm: LUN modification warning: something new", CtlFailure.BackingNotOpen),
        ("ctladm: LUN creation error: Root filesystem is not mounted", CtlFailure.TooEarly),
        ("ctladm: LUN modification error: Root filesystem is not mounted", CtlFailure.TooEarly),
        ("Unsupported LUN format 3", CtlFailure.LunRefused),
        ("(7:2:0/0): SCSI sense: NOT READY asc:4,3 (Logical unit not ready, manual intervention required)",
            CtlFailure.NoMedia),
        ("(7:2:0/0): SCSI sense: NOT READY asc:3a,1 (Medium not present - tray closed)", CtlFailure.NoMedia),
        ("(7:2:0/0): SCSI sense: NOT READY asc:4,a (Logical unit not accessible, asymmetric access state transition)",
            CtlFailure.Transition),
        ("(7:2:0/0): SCSI sense: NOT READY asc:4,b (Logical unit not accessible, target port in standby state)",
            CtlFailure.Standby),
        ("(7:2:0/0): SCSI sense: NOT READY asc:4,c (Logical unit not accessible, target port in unavailable state)",
            CtlFailure.Unavailable),
        ("(7:2:7/7): SCSI sense: ILLEGAL REQUEST asc:25,0 (Logical unit not supported)", CtlFailure.NoSuchLun),
        ("(7:2:0/0): SCSI sense: UNIT ATTENTION asc:29,1 (Power on occurred)", CtlFailure.Reset),
        ("(7:2:0/0): SCSI sense: UNIT ATTENTION asc:2a,6 (Asymmetric access state changed)", CtlFailure.Changed),
    ];

    private static readonly (string Text, ServiceFailure Reason)[] Services =
    [
        ("Cannot 'reload' ctld. Set ctld_enable to YES in /etc/rc.conf or use 'onereload' instead of 'reload'.",
            ServiceFailure.OnlyPretended),
        ("Cannot 'start' ctld. Set ctld_enable to YES in /etc/rc.conf or use 'onestart' instead of 'start'.",
            ServiceFailure.OnlyPretended),
        ("$ctld_enable is not set properly - see rc.conf(5).", ServiceFailure.OnlyPretended),
        ("ctld is not running.", ServiceFailure.NotRunning),
        ("ctld already running?  (pid=932).", ServiceFailure.AlreadyRunning),
        ("ctld not running? (check /var/run/ctld.pid).", ServiceFailure.NotRunning),
        ("ctld not running?", ServiceFailure.NotRunning),
        ("ctld: daemon already running, pid: 1349.", ServiceFailure.AlreadyRunning),
        ("ctld does not exist in /etc/rc.d or the local startup\ndirectories (/usr/local/etc/rc.d), or is not " +
            "executable", ServiceFailure.NoSuchService),
        ("/etc/rc.d/ctld: WARNING: run_rc_command: cannot run /usr/sbin/ctld", ServiceFailure.NoProgram),
        ("/etc/rc.d/ctld: WARNING: failed precmd routine for ctld", ServiceFailure.RequirementMissing),
        ("/etc/rc.d/ctld: WARNING: failed to start ctld", ServiceFailure.FailedToStart),
        ("/etc/rc.d/ctld: WARNING: /etc/ctl.conf is not readable.", ServiceFailure.FileNotReadable),
        ("/etc/rc.d/ctld: WARNING: /var/run/ctl is not a directory.", ServiceFailure.RequirementMissing),
        ("/etc/rc.d/ctld: WARNING: $iscsid_enable is not enabled.", ServiceFailure.RequirementMissing),
        ("/etc/rc.d/ctld: unknown directive 'x'.\nUsage: /etc/rc.d/ctld [fast|force|one|quiet](start|stop)",
            ServiceFailure.UnknownVerb),
        ("ctld: configuration error; exiting", ServiceFailure.ConfigurationWrong),
        ("ctld: configuration error, continuing with old configuration", ServiceFailure.ConfigurationWrong),
        ("ctld: error in configuration file at line 2 near '': syntax error", ServiceFailure.ConfigurationWrong),
        ("ctld: failed to reload configuration", ServiceFailure.NotApplied),
        ("ctld: failed to apply configuration; exiting", ServiceFailure.NotApplied),
        ("ctld: LUN creation warning: error opening /dev/zvol/beast/v0: 2", ServiceFailure.LunWithoutMedia),
        ("ctld: /etc/ctl.conf is world-readable", ServiceFailure.Harmless),
        ("ctld: portal-group \"pg0\" not assigned to any target", ServiceFailure.Harmless),
    ];

    private static readonly (string Text, SysctlFailure Reason)[] Sysctls =
    [
        ("sysctl: unknown oid 'x'", SysctlFailure.NoSuchVariable),
        ("No such file or directory", SysctlFailure.NoSuchVariable),
        ("sysctl: oid 'x' is read only", SysctlFailure.ReadOnly),
        ("sysctl: oid 'kern.cam.ctl.ha_id' is a read only tunable\nsysctl: Tunable values are set in " +
            "/boot/loader.conf", SysctlFailure.Tunable),
        ("sysctl: name=value: Operation not permitted", SysctlFailure.NotPermitted),
        ("Operation not permitted", SysctlFailure.NotPermitted),
        ("Permission denied", SysctlFailure.NotPermitted),
        ("sysctl: invalid integer 'x'", SysctlFailure.NotANumber),
        ("sysctl: empty numeric value", SysctlFailure.NotANumber),
        ("sysctl: kern.cam.ctl.ha_peer=foo: Invalid argument", SysctlFailure.ValueRefused),
        ("Is a directory", SysctlFailure.NotALeaf),
        ("Not a directory", SysctlFailure.NotALeaf),
        ("Cannot allocate memory", SysctlFailure.NoRoom),
        ("Bad address", SysctlFailure.NoRoom),
        ("sysctl: illegal option -- Z\nusage: sysctl [-bdehiNnoqTtWx]", SysctlFailure.Usage),
    ];

    [Test]
    public void Every_text_of_ctladm_and_ctl_has_its_reason() => Check(Ctl, CtlFailures.Recognise, CtlFailures.Meaning);

    [Test]
    public void Every_text_of_service_and_ctld_has_its_reason() =>
        Check(Services, ServiceFailures.Recognise, ServiceFailures.Advice);

    [Test]
    public void An_order_with_a_word_against_it_was_not_done_whatever_the_exit_code()
    {
        foreach ((string text, ServiceFailure reason) in Services)
        {
            bool done = reason is ServiceFailure.Harmless or ServiceFailure.LunWithoutMedia;
            Assert.That(ServiceFailures.WasDone(0, text, ""), Is.EqualTo(done), text);
            Assert.That(ServiceFailures.WasDone(0, "", text), Is.EqualTo(done), "other stream: " + text);
            Assert.That(ServiceFailures.WasDone(1, text, ""), Is.False, "exit 1: " + text);
        }
    }

    [Test]
    public void Every_text_of_sysctl_has_its_reason() =>
        Check(Sysctls, SysctlFailures.Recognise, SysctlFailures.Advice);

    private static void Check<T>(
        (string Text, T Reason)[] rows, Func<string, string, T> recognise, Func<T, string> advice)
        where T : struct, Enum
    {
        using (Assert.EnterMultipleScope())
        {
            foreach ((string text, T reason) in rows)
            {
                Assert.That(recognise(text, ""), Is.EqualTo(reason), text);
                Assert.That(recognise("", text), Is.EqualTo(reason), "other stream: " + text);
            }

            T[] never = [.. Enum.GetValues<T>().Except(rows.Select(row => row.Reason))];
            Assert.That(string.Join(' ', never), Is.EqualTo("Unknown"), "each other reason is met");
            foreach (T reason in Enum.GetValues<T>())
            {
                Assert.That(advice(reason), Is.Not.Empty.And.Not.EndsWith(".").And.Not.Contains("\n"));
            }
        }
    }
}
