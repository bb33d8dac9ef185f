using System.Globalization;

namespace Beast.Quorum.Storage.Zfs;

/// <summary>The two families of ZFS that FreeBSD has shipped.</summary>
public enum ZfsFamily
{
    /// <summary>Could not be told; the choices are those that both families understand.</summary>
    Unknown,

    /// <summary>The illumos-based one: FreeBSD 10 to 12.</summary>
    Illumos,

    /// <summary>OpenZFS 2.x: FreeBSD 13 and later, or the port on 12.</summary>
    OpenZfs,
}

/// <summary>
/// Which ZFS answers on this host, for choices such as <c>zpool import -d DEVICE</c>. The programs decide, not the
/// release: OpenZFS can be installed on FreeBSD 12, and 13-CURRENT began with illumos ZFS.
/// </summary>
/// <param name="Family">The family.</param>
/// <param name="Major">Major version of OpenZFS; 0 for the other.</param>
/// <param name="Minor">Minor version of OpenZFS; 0 for the other.</param>
public sealed record ZfsVersion(ZfsFamily Family, int Major, int Minor)
{
    /// <summary>The first release with OpenZFS in its base, as <c>kern.osreldate</c>.</summary>
    private const int FirstWithOpenZfs = 1300000;

    /// <summary>Not known.</summary>
    public static ZfsVersion Unknown { get; } = new(ZfsFamily.Unknown, 0, 0);

    /// <summary>The illumos-based one.</summary>
    public static ZfsVersion Illumos { get; } = new(ZfsFamily.Illumos, 0, 0);

    /// <summary>Whether <c>zpool import -d</c> takes devices; the illumos-based one takes directories only.</summary>
    public bool TakesDevices => Family == ZfsFamily.OpenZfs;

    /// <summary>
    /// Whether <c>zpool list</c> says SUSPENDED; the illumos-based one goes on saying ONLINE or DEGRADED.
    /// </summary>
    public bool ListsSuspended => Family == ZfsFamily.OpenZfs;

    /// <summary>Whether <c>zpool status -P</c> prints whole paths.</summary>
    public bool PrintsPaths => Family == ZfsFamily.OpenZfs;

    /// <summary>Whether there is a multihost property.</summary>
    public bool HasMultihost => Family == ZfsFamily.OpenZfs;

    /// <summary>Whether zpool and zfs print JSON (<c>-j</c>): from 2.3.</summary>
    public bool PrintsJson => Family == ZfsFamily.OpenZfs && (Major > 2 || (Major == 2 && Minor >= 3));

    /// <summary>For people.</summary>
    public override string ToString() => Family switch
    {
        ZfsFamily.OpenZfs => string.Create(CultureInfo.InvariantCulture, $"OpenZFS {Major}.{Minor}"),
        ZfsFamily.Illumos => "illumos ZFS",
        _ => "an unknown ZFS",
    };

    /// <summary>
    /// Decides from what <c>zpool version</c> answered and, if it did not answer, from the release.
    /// </summary>
    /// <param name="exitCode">Its exit code; null if it could not be run.</param>
    /// <param name="standardOutput">Its standard output.</param>
    /// <param name="standardError">Its standard error.</param>
    /// <param name="releaseDate"><c>kern.osreldate</c>, such as 1201000; null if not known.</param>
    public static ZfsVersion Decide(
        int? exitCode, string standardOutput, string standardError, int? releaseDate)
    {
        if (exitCode == 0)
        {
            return TryParse(standardOutput, out ZfsVersion version) ? version : Unknown;
        }

        if (exitCode is not null && PoolFailures.Recognise(standardError, standardOutput) == PoolFailure.Usage)
        {
            return Illumos;
        }

        return releaseDate is > 0 and < FirstWithOpenZfs ? Illumos : Unknown;
    }

    /// <summary>
    /// Reads <c>zpool version</c>: a line <c>zfs-2.1.9-FreeBSD_g92e0d9d18</c> for the programs and one that begins
    /// with <c>zfs-kmod-</c> for the kernel. The programs' line counts.
    /// </summary>
    public static bool TryParse(string text, out ZfsVersion version)
    {
        version = Unknown;
        foreach (string line in text.Split('\n'))
        {
            string rest = line.StartsWith("zfs-", StringComparison.Ordinal) ? line[4..] : "";
            string[] numbers = rest.Split('.', 3);
            if (numbers.Length >= 2 && TryNumber(numbers[0], out int major) &&
                TryNumber(Digits(numbers[1]), out int minor))
            {
                version = new ZfsVersion(ZfsFamily.OpenZfs, major, minor);
                return true;
            }
        }

        return false;
    }

    private static string Digits(string text) => new([.. text.TakeWhile(char.IsAsciiDigit)]);

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) &&
        text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
}
