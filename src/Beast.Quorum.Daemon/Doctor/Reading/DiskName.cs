namespace Beast.Quorum.Daemon.Doctor.Reading;

/// <summary>
/// Names of FreeBSD's disks and partitions: <c>da5p1</c>, <c>ada0s1a</c>, <c>nda0</c>, <c>nvd0p2</c>.
/// </summary>
internal static class DiskName
{
    /// <summary>Without <c>/dev/</c>.</summary>
    public static string Plain(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) ? path["/dev/".Length..] : path;

    /// <summary>The disk of a partition, without <c>/dev/</c>; a name of another form is its own disk.</summary>
    public static string Disk(string path)
    {
        string name = Plain(path);
        int at = 0;
        while (at < name.Length && char.IsAsciiLetterLower(name[at]))
        {
            at++;
        }

        int digits = at;
        while (digits < name.Length && char.IsAsciiDigit(name[digits]))
        {
            digits++;
        }

        // Letters, a unit, and then nothing but a partition (p1) or a slice (s1, s1a).
        bool unit = at > 0 && digits > at;
        return unit && (digits == name.Length || name[digits] is 'p' or 's') && !name.Contains('/')
            ? name[..digits]
            : name;
    }
}
