using System.Text.RegularExpressions;

namespace Beast.Quorum.Core.Tests.Repository;

/// <summary>
/// Finds methods by their indentation: a line that ends a head, a brace, and the brace that closes it.
/// </summary>
internal static partial class SourceMethods
{
    /// <summary>Faults of the methods that have more lines than allowed, head to closing brace.</summary>
    public static IEnumerable<string> LongerThan(string[] lines, int most)
    {
        for (int open = 1; open < lines.Length; open++)
        {
            Match brace = Brace().Match(lines[open]);
            if (!brace.Success || !lines[open - 1].TrimEnd().EndsWith(')')
                || lines[open - 1].TrimEnd().EndsWith("new()", StringComparison.Ordinal)
                || Keyword().IsMatch(lines[open - 1]))
            {
                continue;
            }

            string closing = brace.Groups[1].Value + "}";
            int close = Array.FindIndex(lines, open, line => line.StartsWith(closing, StringComparison.Ordinal));
            if (close - open + 2 > most)
            {
                yield return $":{open}: a method of {close - open + 2} lines, at most {most}";
            }
        }
    }

    [GeneratedRegex(@"^((?:    ){1,2})\{\s*$")]
    private static partial Regex Brace();

    [GeneratedRegex(@"^\s*(if|for|foreach|while|switch|using|lock|catch|fixed|namespace|class|record)\b")]
    private static partial Regex Keyword();
}
