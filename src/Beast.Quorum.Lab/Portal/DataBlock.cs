using System.Buffers.Binary;

namespace Beast.Quorum.Lab.Portal;

/// <summary>
/// A client's block of 4,096 bytes: u64 number, u32 id of the host that wrote it, u32 checksum, u64 sequence, then
/// bytes that follow from the sequence. The serving host stamps its id; the checksum leaves that field out.
/// </summary>
internal static class DataBlock
{
    internal const int Length = 4096;
    private const int HostAt = 8;
    private const int ChecksumAt = 12;
    private const int SequenceAt = 16;
    private const int BodyAt = 24;

    internal static void Fill(Span<byte> block, long number, long sequence)
    {
        block.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(block, number);
        BinaryPrimitives.WriteInt64LittleEndian(block[SequenceAt..], sequence);
        ulong word = (ulong)sequence * 0x9E3779B97F4A7C15UL + (ulong)number;
        for (int at = BodyAt; at + 8 <= Length; at += 8)
        {
            word ^= word << 13;
            word ^= word >> 7;
            word ^= word << 17;
            BinaryPrimitives.WriteUInt64LittleEndian(block[at..], word);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(block[ChecksumAt..], Checksum(block));
    }

    internal static void StampHost(Span<byte> block, ulong hostId) =>
        BinaryPrimitives.WriteUInt32LittleEndian(block[HostAt..], (uint)hostId);

    internal static uint HostOf(ReadOnlySpan<byte> block) => BinaryPrimitives.ReadUInt32LittleEndian(block[HostAt..]);

    internal static long SequenceOf(ReadOnlySpan<byte> block) =>
        BinaryPrimitives.ReadInt64LittleEndian(block[SequenceAt..]);

    /// <summary>Whether this is an intact block with that number.</summary>
    internal static bool IsIntact(ReadOnlySpan<byte> block, long number) =>
        BinaryPrimitives.ReadInt64LittleEndian(block) == number
        && BinaryPrimitives.ReadUInt32LittleEndian(block[ChecksumAt..]) == Checksum(block);

    private static uint Checksum(ReadOnlySpan<byte> block)
    {
        uint hash = 2166136261;
        for (int i = 0; i < Length; i++)
        {
            if (i is < HostAt or >= SequenceAt)
            {
                hash = (hash ^ block[i]) * 16777619;
            }
        }

        return hash;
    }
}
