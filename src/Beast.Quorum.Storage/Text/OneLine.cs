using System.Text;

namespace Beast.Quorum.Storage.Text;

/// <summary>Makes one short line of what a program printed, fit for a log and a terminal.</summary>
internal static class OneLine
{
    /// <summary>Most characters of the line.</summary>
    public const int Most = 400;

    /// <summary>
    /// The text with every run of blanks, line ends and control characters as one blank, cut at the limit.
    /// </summary>
    public static string Of(string text)
    {
        var line = new StringBuilder();
        bool gap = false;
        foreach (char character in text)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                gap = line.Length > 0;
                continue;
            }

            // One place is kept for the sign that more was said.
            if (line.Length + (gap ? 3 : 2) > Most)
            {
                return line.Append('…').ToString();
            }

            line.Append(gap ? " " : "").Append(character);
            gap = false;
        }

        return line.ToString();
    }

    /// <summary>What a program said: standard error, else standard output, else that it said nothing.</summary>
    public static string Said(string standardError, string standardOutput)
    {
        string line = Of(standardError);
        line = line.Length > 0 ? line : Of(standardOutput);
        return line.Length > 0 ? line : "it printed nothing";
    }
}
