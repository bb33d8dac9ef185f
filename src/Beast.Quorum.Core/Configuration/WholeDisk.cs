namespace Beast.Quorum.Core.Configuration;

/// <summary>
/// Which whole disk a device path lies on, as far as its name tells: <c>/dev/da0p1</c> and <c>/dev/da0s1a</c> lie on
/// <c>/dev/da0</c> (FreeBSD, gpart(8)), <c>/dev/sda1</c> on <c>/dev/sda</c> and <c>/dev/nvme0n1p1</c> on
/// <c>/dev/nvme0n1</c> (Linux). A label (<c>/dev/gpt/quorum</c>) tells nothing.
/// </summary>
public static class WholeDisk
{
    private const string Devices = "/dev/";

    /// <summary>The whole disk's path; null if the name does not tell.</summary>
    /// <param name="path">An absolute path below <c>/dev</c>.</param>
    public static string? Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string name = path.StartsWith(Devices, StringComparison.Ordinal) ? path[Devices.Length..] : "";
        int letters = Run(name, 0, char.IsAsciiLetterLower);
        if (letters == 0)
        {
            return null;
        }

        int digits = Run(name, letters, char.IsAsciiDigit);
        if (name.StartsWith("sd", StringComparison.Ordinal) || name.StartsWith("vd", StringComparison.Ordinal))
        {
            return letters > 2 && letters + digits == name.Length ? Devices + name[..letters] : null;
        }

        int end = letters + digits;
        if (digits > 0 && end < name.Length && name[end] == 'n' && name.StartsWith("nvme", StringComparison.Ordinal))
        {
            int spaces = Run(name, end + 1, char.IsAsciiDigit);
            end = spaces > 0 ? end + 1 + spaces : end;
        }

        return digits > 0 && IsPart(name[end..]) ? Devices + name[..end] : null;
    }

    /// <summary>Whether a disk is, or holds, the device behind a path, as far as the names tell.</summary>
    public static bool Holds(string disk, string path)
    {
        ArgumentNullException.ThrowIfNull(disk);
        return disk == path || (Of(path) is { } whole && whole == (Of(disk) ?? disk));
    }

    // p1 of GPT; s1 and s1a of MBR and BSD labels; a of a BSD label on the bare disk.
    private static bool IsPart(string text)
    {
        if (text.Length == 0)
        {
            return true;
        }

        if (text[0] is 'p' or 's' && Run(text, 1, char.IsAsciiDigit) is var digits and > 0)
        {
            string rest = text[(1 + digits)..];
            return rest.Length == 0 || (text[0] == 's' && rest.Length == 1 && rest[0] is >= 'a' and <= 'h');
        }

        return text.Length == 1 && text[0] is >= 'a' and <= 'h';
    }

    private static int Run(string text, int from, Func<char, bool> belongs)
    {
        int at = from;
        while (at < text.Length && belongs(text[at]))
        {
            at++;
        }

        return at - from;
    }
}
