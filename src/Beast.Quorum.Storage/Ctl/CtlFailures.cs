using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Ctl;

/// <summary>
/// Recognises the messages of ctladm(8) from 10.4 to 15, the sense data that <c>ctladm tur</c> prints, and the warnings
/// that CTL gives through ctladm, ctld and the kernel's log (sys/cam/ctl/ctl.c, ctl_error.c, ctl_backend_block.c,
/// usr.sbin/ctladm/ctladm.c).
/// </summary>
public static class CtlFailures
{
    /// <summary>Where to look for a LUN that is not there.</summary>
    internal const string WhereLunsComeFrom = "is ctld running, and is ctl-lun in /etc/ctl.conf? see 'ctladm devlist'";

    // Only a missing device shows that CTL is absent; and CTL's own device is no backing path.
    private static readonly KnownTexts<CtlFailure> Texts = new(
        (["permission denied"], CtlFailure.PermissionDenied),
        (["operation not permitted"], CtlFailure.PermissionDenied),
        (["error opening /dev/cam/ctl: no such file"], CtlFailure.NoCtl),
        (["error opening /dev/cam/ctl"], CtlFailure.RequestFailed),
        (["asc:4,3"], CtlFailure.NoMedia),
        (["asc:3a,1"], CtlFailure.NoMedia),
        (["asc:4,a"], CtlFailure.Transition),
        (["asc:4,b"], CtlFailure.Standby),
        (["asc:4,c"], CtlFailure.Unavailable),
        (["asc:25,0"], CtlFailure.NoSuchLun),
        (["asc:29,"], CtlFailure.Reset),
        (["asc:2a,"], CtlFailure.Changed),
        (["no file argument specified"], CtlFailure.NoFileOption),
        (["root filesystem is not mounted"], CtlFailure.TooEarly),
        (["error opening"], CtlFailure.BackingNotOpen),
        (["is not managed by the"], CtlFailure.NoSuchLun),
        (["backend \"", "\" not found"], CtlFailure.NoSuchBackend),
        (["lun creation warning"], CtlFailure.BackingNotOpen),
        (["lun modification warning"], CtlFailure.BackingNotOpen),
        (["error issuing ctl_lun_req"], CtlFailure.RequestFailed),
        (["unknown lun modification status"], CtlFailure.RequestFailed),
        (["unsupported lun format"], CtlFailure.LunRefused),
        (["lun creation error"], CtlFailure.LunRefused),
        (["lun modification error"], CtlFailure.LunRefused),
        (["lun removal error"], CtlFailure.LunRefused),
        (["ctl_lunreq_modify returned"], CtlFailure.LunRefused),
        (["takes \"name=value\""], CtlFailure.Usage),
        (["must be specified"], CtlFailure.Usage),
        (["requires a lun argument"], CtlFailure.Usage),
        (["ambiguous option"], CtlFailure.Usage),
        (["ctladm: option", "not found"], CtlFailure.Usage),
        (["usage:"], CtlFailure.Usage));

    /// <summary>The reason behind what was printed; exit codes say nothing (warnings and <c>tur</c> exit 0).</summary>
    /// <remarks>
    /// Who ran ctladm leaves its standard output out: it has lists with any option values, and the whole usage.
    /// </remarks>
    public static CtlFailure Recognise(string standardError, string standardOutput) =>
        Texts.TryFind(standardError, standardOutput, out CtlFailure failure) ? failure : CtlFailure.Unknown;

    /// <summary>What it means and what to do, in one line without a full stop.</summary>
    public static string Meaning(CtlFailure failure) => failure switch
    {
        CtlFailure.NoCtl => "CTL is not there: is ctl_load=\"YES\" in /boot/loader.conf?",
        CtlFailure.NoMedia => "it is primary without media: its backing path did not open",
        CtlFailure.BackingNotOpen =>
            "its backing path does not open (the number is errno: 2 the volume is not there, is its pool imported? "
            + "1 or 16 something else holds it open for writing; kern.geom.multipath.exclusive must be 0 beside "
            + "gmultipath)",
        CtlFailure.NoFileOption =>
            "modify -o replaces all options; 'service ctld onereload' gives the LUN its options of /etc/ctl.conf again",
        CtlFailure.Transition => "it is in transition: no controller is primary",
        CtlFailure.Standby => "it is standby: the other controller is primary",
        CtlFailure.Unavailable => "it is unavailable: secondary, and the HA link is not configured",
        CtlFailure.Reset => "it reports a reset; the next answer tells",
        CtlFailure.Changed => "it reports a change; the next answer tells",
        CtlFailure.NoSuchLun => "there is no such LUN: " + WhereLunsComeFrom,
        CtlFailure.NoSuchBackend => "CTL has no such backend: the one for volumes and disks is block; load ctl.ko",
        CtlFailure.TooEarly => "the root file system is not mounted yet; try again after the boot",
        CtlFailure.RequestFailed => "the kernel did not carry out the request; look at dmesg for what CTL says",
        CtlFailure.PermissionDenied => "run beastq as root, or put doas before ctladm in commands",
        CtlFailure.LunRefused => "CTL refused the LUN; the message says why, see also dmesg and /etc/ctl.conf",
        CtlFailure.Usage => "this ctladm does not know the command line; check commands: ctladm",
        CtlFailure.Unknown => "run the command by hand and look at dmesg",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "no meaning"),
    };
}
