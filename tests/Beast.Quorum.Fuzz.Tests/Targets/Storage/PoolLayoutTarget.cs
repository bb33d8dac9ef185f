using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Storage.Fencing;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary><c>zpool status</c> and <c>zpool import</c>: every disk that is found was printed.</summary>
internal sealed class PoolLayoutTarget : FuzzTarget
{
    public override string Name => "pool-layout";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Bytes("  pool: beast\n state: ONLINE\nconfig:\n\n\tNAME        STATE\n\tbeast       ONLINE\n"
            + "\t  mirror-0  ONLINE\n\t    ada1    ONLINE\n\t    ada2    ONLINE\n\tlogs\n\t  ada3      ONLINE\n"),
        Bytes("   pool: beast\n config:\n\n\tbeast  ONLINE\n\t  da1  ONLINE\n"),
    ];

    public override IReadOnlyList<byte[]> OtherSeeds { get; } = [Bytes("no pools available\n"), Bytes("")];

    public override IReadOnlyList<string> Words =>
        ["  pool: beast\n", "config:\n", "\t", "  ", "cache\n", "spares\n", "mirror-1", "raidz2-0", "NAME"];

    // A line becomes a text, its words, and perhaps a disk.
    public override (long Base, long PerByte) Memory => (256 * 1024, 200);

    public override Depth Run(byte[] input)
    {
        string text = Text(input);
        if (!PoolLayout.TryParse(text, "beast", out IReadOnlyList<PoolLeaf> leaves))
        {
            return text.Contains("config:", StringComparison.Ordinal) ? Depth.Looked : Depth.Refused;
        }

        Must(leaves.Count > 0 && text.Contains("beast", StringComparison.Ordinal), "a pool that was not printed");
        Must(leaves.All(leaf => leaf.Vdev.Length > 0 && text.Contains(leaf.Name, StringComparison.Ordinal)
            && text.Contains(leaf.Vdev, StringComparison.Ordinal)), "a disk that was not printed");
        return Depth.Accepted;
    }
}
