using System.Globalization;
using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary><c>zpool list -H -p -o name,guid,health</c>: a list that is taken is the whole text, row by row.</summary>
internal sealed class PoolRowsTarget : FuzzTarget
{
    public override string Name => "pool-rows";

    public override IReadOnlyList<string> Words => ["no pools available\n", "beast", "\t", "ONLINE", "SUSPENDED",
        "[cut]"];

    public override Depth Run(byte[] input)
    {
        string text = Text(input);
        if (!PoolList.TryParseRows(text, out IReadOnlyList<PoolRow> rows))
        {
            Must(rows.Count == 0, "a list that is not taken gives rows");
            return text.EndsWith('\n') ? Depth.Looked : Depth.Refused;
        }

        Must(Reference.IsWholeList(text, 3), "a list that is not whole");
        string[] lines = rows.Count == 0 ? [] : text[..^1].Split('\n');
        Must(lines.Length == rows.Count, "more or fewer rows than lines");
        for (int index = 0; index < lines.Length; index++)
        {
            string guid = rows[index].Guid.ToString(CultureInfo.InvariantCulture);
            string[] fields = lines[index].Split('\t');
            Must(fields[0] == rows[index].Name && fields[2] == rows[index].Health
                && fields[1].TrimStart('0') == guid.TrimStart('0'), "a row reads otherwise");
            Must(!rows[index].Health.Any(letter => !char.IsAsciiLetterUpper(letter)), "a health that is no word");
        }

        return Depth.Accepted;
    }
}
