using System.Globalization;
using System.Xml;

namespace Beast.Quorum.Storage.Ctl;

/// <summary>One LUN of CTL.</summary>
/// <param name="Number">Its CTL LUN number.</param>
/// <param name="Backend">What is behind it: <c>block</c> or <c>ramdisk</c>.</param>
/// <param name="Blocks">Its size in blocks; 0 if it was made without media and has had none since.</param>
/// <param name="Options">Its options, such as <c>file</c>, <c>ctld_name</c>, <c>ha_role</c>.</param>
public sealed record CtlLun(int Number, string Backend, ulong Blocks, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>The path behind it; null if it has none.</summary>
    public string? File => Options.GetValueOrDefault("file");

    /// <summary>The LUN's own role option, which overrides the node's role; null if it has none.</summary>
    public string? OwnRole => Options.GetValueOrDefault("ha_role");
}

/// <summary>Parser of <c>ctladm devlist -x</c>.</summary>
public static class LunList
{
    /// <summary>Longest text that is read, in characters.</summary>
    public const int MostCharacters = 64 * 1024;

    /// <summary>
    /// Reads the list. False if it is not well-formed: CTL of 12.1 does not escape option values, so a strange
    /// option can spoil the whole list.
    /// </summary>
    public static bool TryParse(string text, out IReadOnlyList<CtlLun> luns)
    {
        luns = [];
        if (text.Length >= MostCharacters)
        {
            return false;
        }

        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MostCharacters,
            IgnoreComments = true,
            IgnoreWhitespace = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), settings);
            luns = ReadAll(reader);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static List<CtlLun> ReadAll(XmlReader reader)
    {
        var luns = new List<CtlLun>();
        reader.MoveToContent();
        bool empty = reader.IsEmptyElement;
        reader.ReadStartElement("ctllunlist");
        while (!empty && reader.MoveToContent() == XmlNodeType.Element)
        {
            luns.Add(ReadLun(reader));
        }

        if (!empty)
        {
            reader.ReadEndElement();
        }

        // Anything but white space after the root is an error that the reader finds.
        while (reader.Read())
        {
        }

        return luns;
    }

    private static CtlLun ReadLun(XmlReader reader)
    {
        if (reader.Name != "lun" ||
            !int.TryParse(reader.GetAttribute("id"), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            throw new XmlException("not a LUN");
        }

        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        bool empty = reader.IsEmptyElement;
        reader.ReadStartElement();
        while (!empty && reader.MoveToContent() == XmlNodeType.Element)
        {
            string name = reader.Name;
            options[name] = reader.ReadElementContentAsString();
        }

        if (!empty)
        {
            reader.ReadEndElement();
        }

        options.Remove("backend_type", out string? backend);
        options.Remove("size", out string? size);
        return ulong.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out ulong blocks)
            ? new CtlLun(number, backend ?? "", blocks, options)
            : throw new XmlException("a LUN without a size");
    }
}
