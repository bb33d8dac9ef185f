using System.Buffers.Binary;

namespace Beast.Quorum.Daemon.DeviceTools;

/// <summary>
/// Tells what a disk seems to hold, so that <c>device init</c> does not cost somebody a file system. Offsets and magic
/// numbers are those of the systems' own headers (sys/disk/gpt.h, ufs/ffs/fs.h, sys/vdev_impl.h, linux/magic.h …).
/// </summary>
internal static class Signatures
{
    /// <summary>Bytes from the start of the device that are looked at.</summary>
    public const int HeadLength = 1 << 20;

    /// <summary>Bytes from its end.</summary>
    public const int TailLength = 1 << 20;

    private const ulong ZfsUberblock = 0x00bab10c;

    /// <summary>What it seems to hold, for people; null if it looks unused.</summary>
    /// <param name="head">Its first bytes.</param>
    /// <param name="tail">Its last bytes.</param>
    public static string? Find(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (Has(head, 512, "EFI PART"u8) || Has(head, 4096, "EFI PART"u8) || HasAtEnd(tail, 512, "EFI PART"u8))
        {
            return "a GPT partition table";
        }

        if (HasZfsLabel(head) || HasZfsLabel(tail))
        {
            return "a ZFS label";
        }

        return Partition(head, tail) ?? FileSystem(head);
    }

    private static string? Partition(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail) =>
        Has(head, 510, [0x55, 0xAA]) ? "a boot sector or MBR partition table"
        : Has(head, 512, [0x57, 0x45, 0x56, 0x82]) ? "a BSD disklabel"
        : HasAtEnd(tail, 512, "GEOM::"u8) || HasAtEnd(tail, 4096, "GEOM::"u8)
            ? "GEOM metadata (mirror, label, multipath …)"
        : Has(head, 0, "LABELONE"u8) || Has(head, 512, "LABELONE"u8) ? "an LVM label"
        : Has(head, 0, [0x4C, 0x55, 0x4B, 0x53, 0xBA, 0xBE]) ? "a LUKS header"
        : Has(head, 4096, [0xFC, 0x4E, 0x2B, 0xA9]) ? "a RAID member (md)"
        : null;

    private static string? FileSystem(ReadOnlySpan<byte> head) =>
        IsUfs(head, 8192) || IsUfs(head, 65536) ? "a UFS file system"
        : Has(head, 1080, [0x53, 0xEF]) ? "an ext2/3/4 file system"
        : Has(head, 0, "XFSB"u8) ? "an XFS file system"
        : Has(head, 65600, "_BHRfS_M"u8) ? "a Btrfs file system"
        : Has(head, 32769, "CD001"u8) ? "an ISO 9660 file system"
        : Has(head, 4086, "SWAPSPACE2"u8) || Has(head, 4086, "SWAP-SPACE"u8) ? "swap space"
        : null;

    private static bool HasZfsLabel(ReadOnlySpan<byte> area)
    {
        // Uberblocks lie on multiples of 1 KiB in the labels at both ends; either endianness.
        for (int at = 0; at + 8 <= area.Length; at += 1024)
        {
            if (BinaryPrimitives.ReadUInt64LittleEndian(area[at..]) == ZfsUberblock
                || BinaryPrimitives.ReadUInt64BigEndian(area[at..]) == ZfsUberblock)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsUfs(ReadOnlySpan<byte> head, int superblock) =>
        Has(head, superblock + 1372, [0x54, 0x19, 0x01, 0x00])
        || Has(head, superblock + 1372, [0x19, 0x01, 0x54, 0x19]);

    private static bool Has(ReadOnlySpan<byte> area, int offset, ReadOnlySpan<byte> magic) =>
        area.Length >= offset + magic.Length && area.Slice(offset, magic.Length).SequenceEqual(magic);

    private static bool HasAtEnd(ReadOnlySpan<byte> tail, int fromEnd, ReadOnlySpan<byte> magic) =>
        tail.Length >= fromEnd && Has(tail, tail.Length - fromEnd, magic);
}
