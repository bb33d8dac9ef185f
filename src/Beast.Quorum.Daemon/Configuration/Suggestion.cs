namespace Beast.Quorum.Daemon.Configuration;

/// <summary>Finds the word that somebody probably meant.</summary>
internal static class Suggestion
{
    private const int LongestWord = 40;

    /// <summary>The nearest word within two edits (one for words of up to four letters), or null.</summary>
    public static string? For(string word, IEnumerable<string> known)
    {
        if (word.Length > LongestWord)
        {
            return null;
        }

        string plain = word.Replace('-', '_').ToLowerInvariant();
        int limit = word.Length <= 4 ? 1 : 2;
        return known
            .Select(candidate => (Candidate: candidate, Distance: Distance(plain, candidate.Replace('-', '_'))))
            .Where(pair => pair.Distance <= limit)
            .OrderBy(pair => pair.Distance)
            .Select(pair => pair.Candidate)
            .FirstOrDefault();
    }

    /// <summary>Least number of letters inserted, removed or replaced (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
