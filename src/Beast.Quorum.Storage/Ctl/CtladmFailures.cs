namespace Beast.Quorum.Storage.Ctl;

/// <summary>
/// Recognises what ctladm(8) says on standard error, from 10.4 to 15 (usr.sbin/ctladm/ctladm.c, and the texts of
/// sys/cam/ctl/ctl_backend_block.c that it passes on), and says what to do about it.
/// </summary>
public static class CtladmFailures
{
    // The first match wins: "error opening /dev/cam/ctl" is no volume.
    private static readonly (string Part, CtladmFailure Failure)[] Texts =
    [
        ("error opening /dev/cam/ctl: permission denied", CtladmFailure.PermissionDenied),
        ("error opening /dev/cam/ctl", CtladmFailure.NotLoaded),
        ("permission denied", CtladmFailure.PermissionDenied),
        ("operation not permitted", CtladmFailure.PermissionDenied),
        ("no file argument specified", CtladmFailure.OptionsLost),
        ("root filesystem is not mounted", CtladmFailure.NoRoot),
        ("error opening ", CtladmFailure.BackingNotOpen),
        ("lun modification warning", CtladmFailure.BackingNotOpen),
        ("is not managed by the", CtladmFailure.NoSuchLun),
        ("backend \"", CtladmFailure.NoSuchBackend),
        ("takes \"name=value\"", CtladmFailure.Usage),
        ("must be specified", CtladmFailure.Usage),
        ("option ", CtladmFailure.Usage),
        ("usage:", CtladmFailure.Usage),
        ("error issuing ctl_lun_req", CtladmFailure.RequestFailed),
        ("unknown lun modification status", CtladmFailure.RequestFailed),
        ("lun modification error", CtladmFailure.RequestFailed),
    ];

    /// <summary>The reason behind what ctladm printed on standard error.</summary>
    public static CtladmFailure Recognise(string standardError)
    {
        foreach ((string part, CtladmFailure failure) in Texts)
        {
            if (standardError.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return failure;
            }
        }

        return CtladmFailure.Unknown;
    }

    /// <summary>What to do, in one line without a full stop.</summary>
    public static string Advice(CtladmFailure failure) => failure switch
    {
        CtladmFailure.BackingNotOpen =>
            "the number is errno: 2 the volume is not there (is its pool imported?), 1 or 16 something else holds it "
            + "open for writing (kern.geom.multipath.exclusive must be 0 beside gmultipath)",
        CtladmFailure.NoSuchLun => "is ctld running, and is ctl-lun in /etc/ctl.conf? see 'ctladm devlist'",
        CtladmFailure.NoSuchBackend => "the block backend of CTL is missing: load ctl.ko",
        CtladmFailure.OptionsLost => "'service ctld onereload' gives the LUN its options of /etc/ctl.conf again",
        CtladmFailure.NotLoaded => "CTL is not there: is ctl_load=\"YES\" in /boot/loader.conf?",
        CtladmFailure.NoRoot => "wait until the system has booted",
        CtladmFailure.RequestFailed => "look at dmesg for what CTL says",
        CtladmFailure.PermissionDenied => "run beastq as root, or put doas before ctladm in commands",
        CtladmFailure.Usage => "this ctladm does not know the command line; check commands: ctladm",
        CtladmFailure.Unknown => "run the command by hand and look at dmesg",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "no advice"),
    };
}
