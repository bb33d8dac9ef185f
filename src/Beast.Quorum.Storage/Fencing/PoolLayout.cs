using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Fencing;

/// <summary>One leaf of a pool.</summary>
/// <param name="Vdev">Its top-level vdev; its own name if it is one by itself.</param>
/// <param name="Name">Its name: <c>da1</c>, <c>da1p2</c>, <c>gpt/a</c>; a number if the disk is missing.</param>
public sealed record PoolLeaf(string Vdev, string Name);

/// <summary>
/// Reads the disks of a pool from <c>zpool status POOL</c> (a pool that is imported) or from <c>zpool import</c> (one
/// that is not). Log, special and dedup devices belong to the pool; cache devices and idle spares hold nothing of it.
/// </summary>
public static class PoolLayout
{
    /// <summary>Reads the leaves of a pool; false if the text does not show the whole pool.</summary>
    public static bool TryParse(string text, string pool, out IReadOnlyList<PoolLeaf> leaves)
    {
        ArgumentNullException.ThrowIfNull(text);
        leaves = [];
        if (!PoolTree.IsWhole(text) || PoolTree.Read(text).FirstOrDefault(one => one.Name == pool) is not { } tree)
        {
            return false;
        }

        // No disk is overlooked because of a line that is not understood.
        tree = tree with { Rows = [.. tree.Rows.Concat(tree.Strays).Where(row => row.Name != "NAME")] };
        PoolLeaf[] found = [.. tree.Leaves()
            .Where(leaf => leaf.Heading is not ("cache" or "spares"))
            .Select(leaf => new PoolLeaf(leaf.Vdev, leaf.Name))];
        leaves = found;
        return found.Length > 0 && tree.Rows[0].Indent == 0 && tree.Rows[0].Name == pool
            && Array.TrueForAll(found, leaf => leaf.Vdev.Length > 0);
    }
}
