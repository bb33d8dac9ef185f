using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary><c>zpool status [-P]</c>: devices are plain absolute paths, each of them a word of the text.</summary>
internal sealed class PoolTableTarget : FuzzTarget
{
    public override string Name => "pool-table";

    public override IReadOnlyList<string> Words =>
        ["\tNAME        STATE\n", "\t    /dev/ada1  ONLINE\n", "\n\n", "   see: http://illumos.org/msg/ZFS-8000-HC\n"];

    public override int Longest => PoolList.MostCharacters + 100;

    public override (long Base, long PerByte) Memory => (256 * 1024, 60);

    public override Depth Run(byte[] input)
    {
        string text = Text(input);
        _ = SuspendedPool.Is(text);
        if (!PoolTable.TryParse(text, out PoolTable layout))
        {
            Must(layout.Names.Count == 0, "names from a text that was not taken");
            return text.Contains("\tNAME ", StringComparison.Ordinal) ? Depth.Looked : Depth.Refused;
        }

        Must(layout.Names.All(name => name.Length > 0 && text.Contains(name, StringComparison.Ordinal)), "no name");
        Must(layout.Devices.All(device => layout.Names.Contains(device) && device[0] == '/'
            && device.All(character => character is > ' ' and <= '~' and not ('\'' or '"' or '$' or '`' or ';'))),
            "a device that is no plain path");
        return Depth.Accepted;
    }
}
