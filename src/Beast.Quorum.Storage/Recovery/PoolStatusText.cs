using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Recovery;

/// <summary>
/// Reads <c>zpool status [-v]</c> of illumos ZFS and OpenZFS. It reads what it needs wholly or says that it can't: a
/// text that is cut or strange is never taken for a pool without errors.
/// </summary>
internal static class PoolStatusText
{
    /// <summary>Longest text that is read whole, in characters. An answer of that length was probably cut.</summary>
    public const int MostCharacters = 64 * 1024;

    private const string Online = "ONLINE";

    /// <summary>Reads the status of one or more pools.</summary>
    /// <param name="text">All of the standard output.</param>
    /// <param name="pools">The pools, as listed.</param>
    public static bool TryParse(string text, out IReadOnlyList<PoolStatus> pools)
    {
        pools = [];
        bool cut = text.Length == 0 || text.Length >= MostCharacters || text[^1] != '\n';
        List<Section> sections = Sections(text[..(text.LastIndexOf('\n') + 1)]);
        var found = new List<PoolStatus>();
        for (int at = 0; at < sections.Count;)
        {
            int next = sections.FindIndex(at + 1, section => section.Key == "pool");
            next = next < 0 ? sections.Count : next;
            bool last = next == sections.Count;
            if (sections[at].Key != "pool" || Pool(sections.GetRange(at, next - at), cut && last) is not { } pool)
            {
                return false;
            }

            found.Add(pool);
            at = next;
        }

        pools = found;
        return found.Count > 0;
    }

    private static PoolStatus? Pool(List<Section> sections, bool cut)
    {
        string state = One(sections, "state");
        if (!IsState(state) || sections.TrueForAll(section => section.Key != "config"))
        {
            return null;
        }

        // A list of errors that was cut is a list of errors; any other text must have come to its end.
        Section? errors = sections.FindLast(section => section.Key == "errors");
        bool listed = errors is not null && errors.Lines[0].StartsWith("Permanent errors", StringComparison.Ordinal);
        bool mayLackErrors = state is not (Online or "DEGRADED");
        if ((errors is null && !mayLackErrors) || (cut && !listed))
        {
            return null;
        }

        var scans = new List<PoolScan>();
        foreach (Section section in sections.Where(section => section.Key is "scan" or "scrub"))
        {
            if (!ScanText.TryParse(section.Lines, out PoolScan scan))
            {
                return null;
            }

            scans.Add(scan);
        }

        List<string> objects = listed
            ? [.. errors!.Lines.Skip(1).Select(OneLine.Of).Where(line => line.Length > 0)]
            : [];
        string see = One(sections, "see");
        return ConfigurationRows.TryParse(sections.Find(section => section.Key == "config")!.Lines, out var devices)
            ? new PoolStatus
            {
                Pool = One(sections, "pool"),
                State = state,
                Status = One(sections, "status"),
                Action = One(sections, "action"),
                MessageId = see[(see.LastIndexOf('/') + 1)..],
                Scans = scans,
                Devices = devices,
                Errors = errors is null ? "" : OneLine.Of(errors.Lines[0]),
                Objects = objects,
                ErrorCount = !listed ? Count(errors?.Lines[0].Trim() ?? "")
                    : objects.Count > 0 ? objects.Count : null,
            }
            : null;
    }

    private static long? Count(string errors)
    {
        int blank = errors.IndexOf(' ', StringComparison.Ordinal);
        return errors == "No known data errors" ? 0
            : blank is > 0 and < 16 && errors.AsSpan(blank).StartsWith(" data errors")
                && errors.AsSpan(0, blank).IndexOfAnyExceptInRange('0', '9') < 0
                ? long.Parse(errors.AsSpan(0, blank), System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }

    private static string One(List<Section> sections, string key) =>
        sections.Find(section => section.Key == key) is { } found ? OneLine.Of(string.Join(' ', found.Lines)) : "";

    internal static bool IsState(string text) =>
        text.Length is > 0 and <= 32 && text.AsSpan().IndexOfAnyExceptInRange('A', 'Z') < 0;

    /// <summary>Each key at the line's beginning, at most six blanks in, with the lines up to the next one.</summary>
    private static List<Section> Sections(string text)
    {
        var sections = new List<Section>();
        foreach (string line in text.Split('\n'))
        {
            int indent = line.AsSpan().IndexOfAnyExcept(' ');
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            bool isKey = indent is >= 0 and <= 6 && colon > indent && colon - indent <= 16
                && line.AsSpan(indent, colon - indent).IndexOfAnyExceptInRange('a', 'z') < 0;
            if (isKey)
            {
                sections.Add(new Section(line[indent..colon], [line[(colon + 1)..].Trim()]));
            }
            else if (sections.Count > 0)
            {
                sections[^1].Lines.Add(line);
            }
        }

        return sections;
    }

    private sealed record Section(string Key, List<string> Lines);
}
