namespace Beast.Quorum.Lab.Releases;

/// <summary>
/// The FreeBSD that a host stands for. What differs between releases is asked here, never compared elsewhere.
/// </summary>
public sealed record SystemRelease
{
    private const int Eleven = 1_100_000;
    private const int Twelve = 1_200_000;
    private const int Thirteen = 1_300_000;

    private SystemRelease(string name, string version, int number, ZfsKind zfs, string zfsVersion)
    {
        Name = name;
        Version = version;
        Number = number;
        Zfs = zfs;
        ZfsVersion = zfsVersion;
    }

    /// <summary>All of them, the oldest first.</summary>
    public static IReadOnlyList<SystemRelease> All { get; } =
    [
        new("10.4", "10.4-RELEASE", 1_004_000, ZfsKind.Illumos, ""),
        new("11", "11.0-BETA1", 1_100_120, ZfsKind.Illumos, ""),
        new("13", "13.5-RELEASE", 1_305_000, ZfsKind.OpenZfs21, "2.1.15"),
        new("14", "14.3-RELEASE", 1_403_000, ZfsKind.OpenZfs22, "2.2.7"),
        new("15", "15.0-RELEASE", 1_500_068, ZfsKind.OpenZfs24, "2.4.0"),
    ];

    /// <summary>The one of the recorded pair: most transcripts are its words.</summary>
    public static SystemRelease Recorded { get; } = All[0];

    /// <summary>The one that a lab's hosts are unless another is asked for.</summary>
    public static SystemRelease Usual { get; } = All[3];

    /// <summary>What <c>--freebsd</c> calls it.</summary>
    public string Name { get; }

    /// <summary>kern.osrelease.</summary>
    public string Version { get; }

    /// <summary>kern.osreldate.</summary>
    public int Number { get; }

    /// <summary>Its ZFS.</summary>
    public ZfsKind Zfs { get; }

    /// <summary>What <c>zpool version</c> says; empty where there is no such command.</summary>
    public string ZfsVersion { get; }

    /// <summary>Whether it is OpenZFS: other words, multihost, SUSPENDED as a state.</summary>
    public bool IsOpenZfs => Zfs != ZfsKind.Illumos;

    /// <summary>Whether an import of a multihost pool claims it before it opens it (OpenZFS 2.3 and later).</summary>
    public bool ClaimsMultihost => Zfs == ZfsKind.OpenZfs24;

    /// <summary>Whether <c>zpool</c> and <c>zfs</c> know <c>-j</c>.</summary>
    public bool HasJson => Zfs == ZfsKind.OpenZfs24;

    /// <summary>Whether the base system's programs speak JSON through libxo, iscsictl among them.</summary>
    public bool HasLibxo => Number >= Eleven;

    /// <summary>Whether ha_role of loader.conf is honoured; 10.4 boots as secondary whatever it says.</summary>
    public bool TakesRoleFromLoader => Number >= Eleven;

    /// <summary>Whether <c>ctladm modify -o</c> replaces all options of a LUN; before, it added to them.</summary>
    public bool ReplacesLunOptions => Number >= Twelve;

    /// <summary>What the kernel logs when a role's write could not open a LUN (CTL_LUN_WARNING).</summary>
    public int LunWarning => Number >= Twelve ? 2 : 3;

    /// <summary>Whether sysctl(8) says "unknown oid" without the errno's text.</summary>
    public bool SaysUnknownOidOnly => Number >= Twelve;

    /// <summary>Whether CTL's own serial numbers are filled with zeros instead of blanks.</summary>
    public bool FillsSerialsWithZeros => Number >= Thirteen;

    /// <summary>Whether CTL lists camsim and ioctl before tpc.</summary>
    public bool ListsSimulatorFirst => Number >= Eleven;

    /// <summary>The release of that name; null if there is none.</summary>
    public static SystemRelease? Find(string name)
    {
        foreach (SystemRelease release in All)
        {
            if (release.Name == name)
            {
                return release;
            }
        }

        return null;
    }

    /// <summary>The page that a message id refers to.</summary>
    public string MessageUrl(string id) =>
        (IsOpenZfs ? "https://openzfs.github.io/openzfs-docs/msg/" : "http://illumos.org/msg/") + id;
}
