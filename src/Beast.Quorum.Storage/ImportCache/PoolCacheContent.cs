using System.Buffers.Binary;
using System.Text;

namespace Beast.Quorum.Storage.ImportCache;

/// <summary>
/// Checks that a cache file is that of one pool. The file is a packed list of names and values (nvlist) in XDR or in
/// the machine's own form; this check reads neither, it looks for the pool's name and guid in the places that both
/// forms have in common. zpool itself checks the rest, and the disks' labels have the last word.
/// </summary>
public static class PoolCacheContent
{
    // In both forms at most 3 words and the padding of the name stand between a name and its value.
    private const int FarthestValue = 32;

    private static readonly byte[] GuidName = "pool_guid"u8.ToArray();

    /// <summary>Whether the file holds that pool, under that name, and no other.</summary>
    public static bool IsOf(ReadOnlySpan<byte> content, string pool, ulong guid)
    {
        if (content.Length is 0 or > PoolCache.LongestContent || pool.Length == 0)
        {
            return false;
        }

        int at = content.IndexOf(GuidName);
        if (at < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> behind = content[(at + GuidName.Length)..];
        Span<byte> big = stackalloc byte[8];
        Span<byte> little = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(big, guid);
        BinaryPrimitives.WriteUInt64LittleEndian(little, guid);
        ReadOnlySpan<byte> near = behind[..Math.Min(behind.Length, FarthestValue)];
        return behind.IndexOf(GuidName) < 0
            && content.IndexOf(Encoding.UTF8.GetBytes(pool)) >= 0
            && (near.IndexOf(big) >= 0 || near.IndexOf(little) >= 0);
    }
}
