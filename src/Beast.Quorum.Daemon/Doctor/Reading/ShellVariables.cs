namespace Beast.Quorum.Daemon.Doctor.Reading;

/// <summary>Lines <c>name="value"</c>, as loader.conf(5) has them.</summary>
internal static class ShellVariables
{
    /// <summary>Every variable; of one that is set twice the last. Lines of another form are passed over.</summary>
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        Dictionary<string, string> variables = [];
        foreach (string line in text.Split('\n'))
        {
            string trimmed = line.Trim();
            int equals = trimmed.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || trimmed[0] == '#')
            {
                continue;
            }

            string value = trimmed[(equals + 1)..].Trim();
            int end = value.StartsWith('"') ? value.IndexOf('"', 1) : -1;
            variables[trimmed[..equals].Trim()] = end > 0 ? value[1..end] : value.Split('#')[0].Trim();
        }

        return variables;
    }
}
