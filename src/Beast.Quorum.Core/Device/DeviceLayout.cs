namespace Beast.Quorum.Core.Device;

/// <summary>
/// Where things lie on the quorum device (DESIGN 5.2), in blocks of 4,096 bytes, so that disks with 512-byte and
/// 4K sectors behave alike.
/// </summary>
public static class DeviceLayout
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockSize = 4096;

    /// <summary>Smallest device, in blocks: 1 MiB.</summary>
    public const int SmallestBlocks = 256;

    /// <summary>Block of the header; its copy is the next one.</summary>
    public const int HeaderBlock = 0;

    /// <summary>Block of the header's copy.</summary>
    public const int HeaderCopyBlock = 1;

    /// <summary>Blocks of a node's ring.</summary>
    public const int RingBlocks = 8;

    /// <summary>Bytes of a node's ring.</summary>
    public const int RingBytes = RingBlocks * BlockSize;

    /// <summary>Byte offset of a node's ring.</summary>
    /// <param name="node">0 or 1.</param>
    public static long RingOffset(int node) => (8L + (RingBlocks * node)) * BlockSize;

    /// <summary>Byte offset of one block of a node's ring.</summary>
    /// <param name="node">0 or 1.</param>
    /// <param name="block">0 to 7.</param>
    public static long BlockOffset(int node, int block) => RingOffset(node) + ((long)block * BlockSize);
}
