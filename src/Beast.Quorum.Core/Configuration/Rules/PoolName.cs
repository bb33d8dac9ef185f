namespace Beast.Quorum.Core.Configuration.Rules;

/// <summary>Names of ZFS pools (zpool-create(8); blanks are left out, though ZFS takes them).</summary>
internal static class PoolName
{
    public const string Allowed =
        "allowed: a letter, then letters, digits and -_.:, at most 255, "
        + "not log and not beginning with mirror, raidz, draid or spare";

    public static bool IsValid(string name) =>
        name.Length is >= 1 and <= 255
        && char.IsAsciiLetter(name[0])
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':')
        && name != "log"
        && !name.StartsWith("mirror", StringComparison.Ordinal)
        && !name.StartsWith("raidz", StringComparison.Ordinal)
        && !name.StartsWith("draid", StringComparison.Ordinal)
        && !name.StartsWith("spare", StringComparison.Ordinal);
}
