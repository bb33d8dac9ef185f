namespace Beast.Quorum.Core.Configuration.Rules;

/// <summary>Checks of single words: paths, names, commands.</summary>
internal static class Words
{
    public const string CommandAllowed = "allowed: a list whose first element is the absolute path of a program";

    public static bool IsPrintableAscii(string text) => text.All(letter => letter is >= ' ' and <= '~');

    public static bool IsName(string text) =>
        text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    public static void Path(string path, string key, RuleFaults faults, int most = ConfigurationBounds.PathLength)
    {
        if (!path.StartsWith('/') || path.Any(char.IsControl))
        {
            faults.Add(key, $"\"{Quotable(path)}\" is not an absolute path; allowed: a path that starts with /");
        }
        else if (Bytes(path) > most)
        {
            faults.Add(key, $"is {Bytes(path)} bytes long; allowed: at most {most}");
        }
    }

    public static void Command(IReadOnlyList<string> command, string key, RuleFaults faults)
    {
        if (command.Count == 0)
        {
            faults.Add(key, "is an empty list; " + CommandAllowed);
            return;
        }

        // rc's PATH lacks /usr/local, so a bare name would be found in a shell and not at boot.
        Path(command[0], key + "[0]", faults);
        for (int index = 1; index < command.Count; index++)
        {
            faults.Need(
                !command[index].Contains('\0'),
                $"{key}[{index}]",
                "contains a zero character; allowed: any other text");
        }
    }

    public static string Quotable(string text) =>
        string.Concat(text.Take(80).Select(letter => char.IsControl(letter) ? '?' : letter));

    // UTF-8, counted by hand: surrogate pairs are four bytes, two for each half.
    private static int Bytes(string text) =>
        text.Sum(letter => letter < 0x80 ? 1 : letter < 0x800 || char.IsSurrogate(letter) ? 2 : 3);
}
