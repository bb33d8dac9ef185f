namespace Beast.Quorum.Storage.ImportCache;

/// <summary>What is known about a pool's cache file: what stands beside it in a file of its own.</summary>
/// <param name="Pool">The pool's name.</param>
/// <param name="Guid">Its identity on the disks.</param>
/// <param name="Node">The node whose kernel wrote it.</param>
/// <param name="Sha256">SHA-256 of the file, in lower-case hexadecimal digits.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Devices">
/// Absolute paths of the pool's devices on that node; empty if its ZFS does not print them.
/// </param>
public sealed record PoolCacheHeader(
    string Pool, ulong Guid, int Node, string Sha256, int Length, IReadOnlyList<string> Devices);

/// <summary>A pool's cache file, as ZFS wrote it, with what is known about it.</summary>
/// <param name="Header">What is known about it.</param>
/// <param name="Content">The file; only zpool reads it.</param>
public sealed record PoolCache(PoolCacheHeader Header, byte[] Content)
{
    /// <summary>Longest cache file, in bytes; one of 3 disks has 2,000.</summary>
    public const int LongestContent = 2 * 1024 * 1024;
}
