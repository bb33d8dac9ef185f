namespace Beast.Quorum.Storage.Initiator;

/// <summary>
/// Parser of <c>iscsictl -L</c>: a header, then name, portal and state. The columns are as wide as their values need,
/// so words count and not positions.
/// </summary>
public static class SessionText
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int MostCharacters = 64 * 1024;

    private const string Header = "Target name";
    private const string Connected = "Connected:";

    /// <summary>Reads it. False if it is cut or strange; then nothing may be said about any session.</summary>
    public static bool TryParse(string text, out IReadOnlyList<InitiatorSession> sessions)
    {
        sessions = [];
        if (text.Length >= MostCharacters || text.Length == 0 || text[^1] != '\n'
            || !text.StartsWith(Header, StringComparison.Ordinal))
        {
            return false;
        }

        List<InitiatorSession> found = [];
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            string[] words = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length != 3 || line.Any(char.IsControl) || !InitiatorSession.IsName(words[0])
                || !InitiatorSession.IsName(words[1]))
            {
                return false;
            }

            bool connected = words[2].StartsWith(Connected, StringComparison.Ordinal);
            string[] devices = connected ? words[2][Connected.Length..].Split(' ', Remove) : [];
            if (!Array.TrueForAll(devices, InitiatorSession.IsDevice))
            {
                return false;
            }

            found.Add(new InitiatorSession(
                words[0], words[1], connected, connected ? "Connected" : words[2], devices));
        }

        sessions = found;
        return true;
    }

    private const StringSplitOptions Remove = StringSplitOptions.RemoveEmptyEntries;
}
