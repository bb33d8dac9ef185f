namespace Beast.Quorum.Storage.Initiator;

/// <summary>
/// Recognises what iscsictl(8) says on standard error (usr.bin/iscsictl/iscsictl.c, sys/dev/iscsi/iscsi.c), and says
/// what to do about it. Its exit code is no help: a session that exists already gives 0 on 10.4 and 1 later.
/// </summary>
public static class InitiatorFailures
{
    private static readonly (string[] All, InitiatorFailure Failure)[] Texts =
    [
        (["iscsisadd: device busy"], InitiatorFailure.AlreadyThere),
        (["iscsismodify: device busy"], InitiatorFailure.AlreadyThere),
        (["no such process"], InitiatorFailure.NoSuchSession),
        (["session-id", "not found"], InitiatorFailure.NoSuchSession),
        (["not found in"], InitiatorFailure.BadFile),
        (["iscsi", "invalid argument"], InitiatorFailure.BadParameters),
        (["invalid target name"], InitiatorFailure.BadParameters),
        (["invalid initiator name"], InitiatorFailure.BadParameters),
        (["permission denied"], InitiatorFailure.PermissionDenied),
        (["operation not permitted"], InitiatorFailure.PermissionDenied),
        (["failed to open /dev/iscsi"], InitiatorFailure.NotLoaded),
        (["may be specified"], InitiatorFailure.Usage),
        (["must specify"], InitiatorFailure.Usage),
        (["must always be used"], InitiatorFailure.Usage),
        (["requires -i"], InitiatorFailure.Usage),
        (["illegal option"], InitiatorFailure.Usage),
        (["usage:"], InitiatorFailure.Usage),
        (["missing "], InitiatorFailure.BadFile),
    ];

    /// <summary>The reason behind what iscsictl printed on standard error.</summary>
    public static InitiatorFailure Recognise(string standardError)
    {
        foreach ((string[] all, InitiatorFailure failure) in Texts)
        {
            if (Array.TrueForAll(all, part => standardError.Contains(part, StringComparison.OrdinalIgnoreCase)))
            {
                return failure;
            }
        }

        return InitiatorFailure.Unknown;
    }

    /// <summary>What to do, in one line without a full stop.</summary>
    public static string Advice(InitiatorFailure failure) => failure switch
    {
        InitiatorFailure.AlreadyThere => "nothing to do",
        InitiatorFailure.NoSuchSession => "see 'iscsictl -L'",
        InitiatorFailure.BadParameters => "check arbitrator.portal and arbitrator.target, and the host's own name",
        InitiatorFailure.NotLoaded => "load iscsi.ko: iscsid_enable=\"YES\" in /etc/rc.conf, service iscsid onestart",
        InitiatorFailure.BadFile => "correct /etc/iscsi.conf",
        InitiatorFailure.PermissionDenied => "run beastq as root, or put doas before iscsictl in commands",
        InitiatorFailure.Usage => "this iscsictl does not know the command line; check commands: iscsictl",
        InitiatorFailure.Unknown => "run the command by hand and look at dmesg",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "no advice"),
    };
}
