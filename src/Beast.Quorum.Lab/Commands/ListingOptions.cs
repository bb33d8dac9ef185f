namespace Beast.Quorum.Lab.Commands;

/// <summary>The options that zpool's listings share.</summary>
/// <param name="Script">-H: no header, cells separated by tabs.</param>
/// <param name="Exact">-p: numbers in full.</param>
/// <param name="Columns">-o, or what the subcommand shows by itself.</param>
/// <param name="Names">What is left.</param>
internal sealed record ListingOptions(bool Script, bool Exact, string[] Columns, string[] Names)
{
    internal static ListingOptions Parse(ReadOnlySpan<string> arguments, string[] columns)
    {
        bool script = false, exact = false;
        var names = new List<string>();
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "-o" && i + 1 < arguments.Length)
            {
                columns = arguments[++i].Split(',');
            }
            else if (arguments[i].StartsWith('-'))
            {
                script |= arguments[i].Contains('H', StringComparison.Ordinal);
                exact |= arguments[i].Contains('p', StringComparison.Ordinal);
            }
            else
            {
                names.Add(arguments[i]);
            }
        }

        return new ListingOptions(script, exact, columns, [.. names]);
    }
}
