using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Daemon.Doctor.Reading;

/// <summary>A device of a pool, as zpool shows it: a leaf of its tree.</summary>
/// <param name="Class"><c>data</c>, or the heading that it stands under: logs, cache, spares, special, dedup.</param>
/// <param name="Name">Its name; a number if it is missing.</param>
/// <param name="State">ONLINE, UNAVAIL, AVAIL…; empty if none is shown.</param>
internal sealed record PoolDevice(string Class, string Name, string State);

/// <summary>A pool as <c>zpool status</c> or <c>zpool import</c> without a name shows it.</summary>
internal sealed record PoolConfig(string Name, string Id, IReadOnlyList<PoolDevice> Devices)
{
    /// <summary>Every pool in a text of either command; nothing is required of the rest of it.</summary>
    public static IReadOnlyList<PoolConfig> Read(string text) => [.. PoolTree.Read(text)
        .Where(tree => tree.Name.Length > 0)
        .Select(tree => new PoolConfig(tree.Name, tree.Id, DevicesOf(tree)))];

    private static PoolDevice[] DevicesOf(PoolTree tree) =>
        [.. tree.Leaves().Select(leaf => new PoolDevice(leaf.Heading, leaf.Name, leaf.State))];
}
