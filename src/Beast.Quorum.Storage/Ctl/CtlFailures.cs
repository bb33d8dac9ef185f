using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Ctl;

/// <summary>
/// Recognises the messages of ctladm(8), the sense data that <c>ctladm tur</c> prints, and the warnings that CTL gives
/// through ctladm, ctld and the kernel's log (sys/cam/ctl/ctl.c, ctl_error.c, usr.sbin/ctladm/ctladm.c).
/// </summary>
public static class CtlFailures
{
    private static readonly KnownTexts<CtlFailure> Texts = new(
        (["error opening /dev/cam/ctl"], CtlFailure.NoCtl),
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
        (["is not managed by the block backend"], CtlFailure.NoSuchLun),
        (["backend \"", "\" not found"], CtlFailure.NoSuchBackend),
        (["unsupported lun format"], CtlFailure.LunRefused),
        (["lun creation error"], CtlFailure.LunRefused),
        (["lun modification error"], CtlFailure.LunRefused),
        (["lun removal error"], CtlFailure.LunRefused),
        (["lun creation warning"], CtlFailure.LunRefused),
        (["lun modification warning"], CtlFailure.LunRefused),
        (["ctl_lunreq_modify returned"], CtlFailure.LunRefused),
        (["must be specified"], CtlFailure.Usage),
        (["requires a lun argument"], CtlFailure.Usage),
        (["ambiguous option"], CtlFailure.Usage),
        (["ctladm: option", "not found"], CtlFailure.Usage),
        (["usage:"], CtlFailure.Usage));

    /// <summary>The reason behind what was printed; exit codes say nothing (warnings and <c>tur</c> exit 0).</summary>
    public static CtlFailure Recognise(string standardError, string standardOutput) =>
        Texts.TryFind(standardError, standardOutput, out CtlFailure failure) ? failure : CtlFailure.Unknown;

    /// <summary>What it means and what to do, in one line without a full stop.</summary>
    public static string Meaning(CtlFailure failure) => failure switch
    {
        CtlFailure.NoCtl => "CTL is not there: is ctl_load=\"YES\" in /boot/loader.conf?",
        CtlFailure.NoMedia => "it is primary without media: its backing path did not open",
        CtlFailure.BackingNotOpen =>
            "its backing path does not open (the number is the errno): is the pool imported, the volume there?",
        CtlFailure.NoFileOption =>
            "it has lost its file option (modify -o replaces all options): run 'service ctld onereload'",
        CtlFailure.Transition => "it is in transition: no controller is primary",
        CtlFailure.Standby => "it is standby: the other controller is primary",
        CtlFailure.Unavailable => "it is unavailable: secondary, and the HA link is not configured",
        CtlFailure.Reset => "it reports a reset; the next answer tells",
        CtlFailure.Changed => "it reports a change; the next answer tells",
        CtlFailure.NoSuchLun => "there is no such LUN: is ctld running, is ctl-lun in ctl.conf?",
        CtlFailure.NoSuchBackend => "CTL has no such backend; block is the one for volumes and disks",
        CtlFailure.TooEarly => "the root file system is not mounted yet; try again after the boot",
        CtlFailure.LunRefused => "CTL refused the LUN; the message says why, see also dmesg and /etc/ctl.conf",
        CtlFailure.Usage => "this ctladm does not know the command line; check commands: ctladm",
        CtlFailure.Unknown => "run the command by hand and look at dmesg",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "no meaning"),
    };
}
