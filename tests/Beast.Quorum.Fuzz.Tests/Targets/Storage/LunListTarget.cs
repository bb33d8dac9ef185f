using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Storage.Ctl;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary><c>ctladm devlist -x</c>: an XML text, with whatever option values CTL did not escape.</summary>
internal sealed class LunListTarget : FuzzTarget
{
    public override string Name => "lun-list";

    public override IReadOnlyList<string> Words =>
        ["<lun id=\"0\">", "</lun>", "<ha_role>primary</ha_role>", "<size>", "</size>", "<file>", "&lt;", "<lun/>",
            "</ctllunlist>", "<ctllunlist/>", "<!DOCTYPE a [<!ENTITY b \"cc\">]>", "&b;", " id=\"1\""];

    public override int Longest => LunList.MostCharacters + 100;

    // Every element becomes text, a name and a place in a table.
    public override (long Base, long PerByte) Memory => (256 * 1024, 100);

    public override Depth Run(byte[] input)
    {
        string text = Text(input);
        if (!LunList.TryParse(text, out IReadOnlyList<CtlLun> luns))
        {
            Must(luns.Count == 0, "a list that is not taken gives LUNs");
            return text.Contains("<ctllunlist", StringComparison.Ordinal) ? Depth.Looked : Depth.Refused;
        }

        Must(text.Length < LunList.MostCharacters, "a list that was probably cut was taken");
        Must(luns.Count == 0 || luns.Count <= text.Split("<lun").Length - 1, "more LUNs than elements");
        foreach (CtlLun lun in luns)
        {
            Must(lun.Number >= 0, "a LUN below 0");
            _ = lun.File;
            _ = lun.OwnRole;
        }

        return Depth.Accepted;
    }
}
