using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Beast.Quorum.Platform.Files;

/// <summary>
/// The format of one slot of a <see cref="TwoSlotFile"/>, little-endian: magic (8), version u32, payload length u32,
/// counter u64, SHA-256 (32) over these 24 bytes and the payload, payload, zeros.
/// </summary>
internal static class Slot
{
    internal const int HeaderLength = 56;
    private const int HashOffset = 24;
    private const uint Version = 1;

    private static ReadOnlySpan<byte> Magic => "BEASTQ2S"u8;

    internal static bool HasMagic(ReadOnlySpan<byte> slot) => slot.StartsWith(Magic);

    /// <summary>Whether these bytes are the magic, cut short: all that a truncation left.</summary>
    internal static bool IsCutMagic(ReadOnlySpan<byte> bytes) => Magic.StartsWith(bytes);

    internal static void Encode(Span<byte> slot, ulong counter, ReadOnlySpan<byte> payload)
    {
        slot.Clear();
        Magic.CopyTo(slot);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[8..], Version);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[12..], (uint)payload.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(slot[16..], counter);
        payload.CopyTo(slot[HeaderLength..]);
        Hash(slot, payload.Length, slot[HashOffset..HeaderLength]);
    }

    /// <summary>Whether a slot is whole; if so, its counter and the length of its payload.</summary>
    internal static bool TryDecode(ReadOnlySpan<byte> slot, out ulong counter, out int length)
    {
        counter = 0;
        length = 0;
        if (slot.Length < HeaderLength || !HasMagic(slot)
            || BinaryPrimitives.ReadUInt32LittleEndian(slot[8..]) != Version
            || BinaryPrimitives.ReadUInt32LittleEndian(slot[12..]) > (uint)(slot.Length - HeaderLength))
        {
            return false;
        }

        length = (int)BinaryPrimitives.ReadUInt32LittleEndian(slot[12..]);
        counter = BinaryPrimitives.ReadUInt64LittleEndian(slot[16..]);
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(slot, length, expected);
        return expected.SequenceEqual(slot[HashOffset..HeaderLength]);
    }

    private static void Hash(ReadOnlySpan<byte> slot, int length, Span<byte> hash)
    {
        using IncrementalHash sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sum.AppendData(slot[..HashOffset]);
        sum.AppendData(slot.Slice(HeaderLength, length));
        sum.GetHashAndReset(hash);
    }
}
