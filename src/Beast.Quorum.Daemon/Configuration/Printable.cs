namespace Beast.Quorum.Daemon.Configuration;

/// <summary>Makes words of a file fit for a message: short, and without control characters.</summary>
internal static class Printable
{
    public static string Short(string text, int most = 60)
    {
        string clean = string.Concat(text.Take(most).Select(letter => char.IsControl(letter) ? ' ' : letter));
        return text.Length > most ? clean + "…" : clean;
    }
}
