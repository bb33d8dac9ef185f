namespace Beast.Quorum.Storage.Multipath;

/// <summary>
/// Recognises what gmultipath(8) says (lib/geom/multipath, sys/geom/multipath/g_multipath.c, and geom(8) itself), and
/// says what to do about it.
/// </summary>
public static class MultipathFailures
{
    private static readonly (string[] All, MultipathFailure Failure)[] Texts =
    [
        (["not available", "try 'load' first"], MultipathFailure.NotLoaded),
        (["operation not permitted"], MultipathFailure.PermissionDenied),
        (["permission denied"], MultipathFailure.PermissionDenied),
        (["is already there"], MultipathFailure.AlreadyThere),
        (["sectorsize mismatch"], MultipathFailure.SectorMismatch),
        (["size mismatch"], MultipathFailure.SizeMismatch),
        (["already exist"], MultipathFailure.DeviceExists),
        (["failed to destroy"], MultipathFailure.Busy),
        (["failed to rotate"], MultipathFailure.CannotRotate),
        (["can't open"], MultipathFailure.CannotOpen),
        (["metadata"], MultipathFailure.Label),
        (["consumer ", "is invalid"], MultipathFailure.BadPath),
        (["no such geom"], MultipathFailure.NoSuchDevice),
        (["device ", "is invalid"], MultipathFailure.NoSuchDevice),
        (["device ", "not found"], MultipathFailure.NoSuchDevice),
        (["provider ", "is invalid"], MultipathFailure.NoSuchProvider),
        (["provider ", "not found"], MultipathFailure.NoSuchProvider),
        (["device busy"], MultipathFailure.Busy),
        (["wrong number of arguments"], MultipathFailure.Usage),
        (["missing device"], MultipathFailure.Usage),
        (["' argument"], MultipathFailure.Usage),
        (["unknown command"], MultipathFailure.Usage),
        (["usage:"], MultipathFailure.Usage),
    ];

    /// <summary>The reason behind what gmultipath printed on standard error.</summary>
    public static MultipathFailure Recognise(string standardError)
    {
        foreach ((string[] all, MultipathFailure failure) in Texts)
        {
            if (Array.TrueForAll(
                all, part => standardError.Contains(part, StringComparison.OrdinalIgnoreCase)))
            {
                return failure;
            }
        }

        return MultipathFailure.Unknown;
    }

    /// <summary>What to do, in one line without a full stop.</summary>
    public static string Advice(MultipathFailure failure) => failure switch
    {
        MultipathFailure.NotLoaded =>
            "put geom_multipath_load=\"YES\" into /boot/loader.conf, and run 'gmultipath load'",
        MultipathFailure.NoSuchDevice => "see 'gmultipath status'; it is made when this node has a path for it",
        MultipathFailure.DeviceExists => "something else made it meanwhile; see 'gmultipath status'",
        MultipathFailure.NoSuchProvider =>
            "GEOM does not know it: a volume must not have volmode=dev, a session must be connected (iscsictl -L)",
        MultipathFailure.AlreadyThere => "nothing to do",
        MultipathFailure.SizeMismatch =>
            "both paths must be the same volume; a size of 0 says that the peer's LUN has no media yet",
        MultipathFailure.SectorMismatch =>
            "both paths must be the same volume with the same sectors: take blocksize out of /etc/ctl.conf",
        MultipathFailure.BadPath => "look at the path's disk (dmesg), then 'gmultipath restore'",
        MultipathFailure.Busy => "something holds it open; see 'gmultipath list'",
        MultipathFailure.CannotOpen =>
            "the number is errno; 1 says that something else has it open for writing: kern.geom.multipath.exclusive=0",
        MultipathFailure.Label => "beastq makes devices without labels; destroy this one and let beastq make it",
        MultipathFailure.CannotRotate => "no other path is good; see 'gmultipath status'",
        MultipathFailure.PermissionDenied => "run beastq as root, or put doas before gmultipath in commands",
        MultipathFailure.Usage => "this gmultipath does not know the command line; check commands: gmultipath",
        MultipathFailure.Unknown => "run the command by hand and look at dmesg",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "no advice"),
    };
}
