using System.Globalization;

namespace Beast.Quorum.Storage.Ctl;

/// <summary>Parser of <c>ctladm devlist -x</c>.</summary>
/// <remarks>
/// The kernel prints an element a line and, up to 12.1 at least, does not escape the values of options
/// (sys/cam/ctl/ctl.c). So the text is read line by line and not as XML: an ampersand in one LUN's vendor string must
/// not hide the other LUNs. What is not of this form is refused as a whole.
/// </remarks>
public static class LunList
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int MostCharacters = 64 * 1024;

    // What CTL and its backend print of a LUN itself, each once and before the options; the kernel escapes these.
    private static readonly string[] Fields =
        ["backend_type", "lun_type", "size", "blocksize", "serial_number", "device_id", "num_threads"];

    /// <summary>Reads it. False if it is cut or not well-formed; then nothing may be said about any LUN.</summary>
    public static bool TryParse(string text, out IReadOnlyList<CtlLun> luns)
    {
        luns = [];
        if (text.Length >= MostCharacters)
        {
            return false;
        }

        List<CtlLun> found = [];
        List<LunOption>? elements = null;
        int number = 0;
        bool begun = false, ended = false;
        foreach (string line in text.Split(
            '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            bool understood = !ended;
            if (!begun)
            {
                understood &= begun = line == "<ctllunlist>";
            }
            else if (elements is null)
            {
                ended = line == "</ctllunlist>";
                elements = !ended && TryNumber(line, out number) ? [] : null;
                understood &= ended || elements is not null;
            }
            else if (line == "</lun>")
            {
                understood &= TryLun(number, elements, found);
                elements = null;
            }
            else
            {
                understood &= TryElement(line, elements);
            }

            if (!understood)
            {
                return false;
            }
        }

        luns = ended ? found : [];
        return ended;
    }

    private static bool TryNumber(string line, out int number)
    {
        const string Start = "<lun id=\"", End = "\">";
        number = 0;
        return line.Length > Start.Length + End.Length
            && line.StartsWith(Start, StringComparison.Ordinal) && line.EndsWith(End, StringComparison.Ordinal)
            && line.AsSpan()[Start.Length..^End.Length].IndexOfAnyExceptInRange('0', '9') < 0
            && int.TryParse(
                line.AsSpan()[Start.Length..^End.Length], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryElement(string line, List<LunOption> into)
    {
        int end = line.IndexOf('>', StringComparison.Ordinal);
        string name = end > 1 && line[0] == '<' ? line[1..end] : "";
        string close = $"</{name}>";
        if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.')
            || line.Length < end + 1 + close.Length || !line.EndsWith(close, StringComparison.Ordinal)
            || line.Any(char.IsControl))
        {
            return false;
        }

        into.Add(new LunOption(name, line[(end + 1)..^close.Length]));
        return true;
    }

    private static bool TryLun(int number, List<LunOption> elements, List<CtlLun> into)
    {
        Dictionary<string, string> all = new(StringComparer.Ordinal);
        List<LunOption> set = [];
        foreach (LunOption element in elements)
        {
            // A second num_threads is the option that gave the first its value.
            bool field = Fields.Contains(element.Name) && !all.ContainsKey(element.Name);
            all[element.Name] = field ? Unescaped(element.Value) : element.Value;
            if (!field)
            {
                set.Add(element);
            }
        }

        all.Remove("backend_type", out string? backend);
        all.Remove("size", out string? size);
        if (size is null || size.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0
            || !ulong.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out ulong blocks)
            || into.Exists(other => other.Number == number))
        {
            return false;
        }

        into.Add(new CtlLun(number, backend ?? "", blocks, all) { Set = set });
        return true;
    }

    private static string Unescaped(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal);
}
