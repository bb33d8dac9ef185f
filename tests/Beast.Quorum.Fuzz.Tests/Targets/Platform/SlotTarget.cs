using System.Buffers.Binary;
using System.Security.Cryptography;
using Beast.Quorum.Fuzz.Tests.Engine;
using Format = Beast.Quorum.Platform.Files.Slot;

namespace Beast.Quorum.Fuzz.Tests.Targets.Platform;

/// <summary>Slots of the state file: a slot that counts has the right hash, computed here apart.</summary>
internal sealed class SlotTarget : FuzzTarget
{
    public override string Name => "slot";

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [Slot(512, 1, 0), Slot(512, 2, 100), Slot(4096, ulong.MaxValue, 4096 - 56), Slot(56, 3, 0)];

    public override int Longest => 5000;

    public override (long Base, long PerByte) Memory => (16 * 1024, 4);

    public override Depth Run(byte[] input)
    {
        if (!Format.TryDecode(input, out ulong counter, out int length))
        {
            return Format.HasMagic(input) ? Depth.Looked : Depth.Refused;
        }

        Must(length >= 0 && 56 + length <= input.Length, "a payload is longer than its slot");
        Must(Hash(input, length).AsSpan().SequenceEqual(input.AsSpan(24, 32)), "a bad hash was accepted");
        byte[] again = new byte[input.Length];
        Format.Encode(again, counter, input.AsSpan(56, length));
        Must(again.AsSpan(0, 56 + length).SequenceEqual(input.AsSpan(0, 56 + length)),
            "a slot does not survive being written again");
        return Depth.Accepted;
    }

    public override byte[] Mend(byte[] input, Dice dice) => Rehashed(input, dice);

    /// <summary>Gives a slot a length that fits and the hash that belongs to it.</summary>
    public static byte[] Rehashed(byte[] input, Dice dice)
    {
        byte[] bytes = [.. input];
        if (bytes.Length < 56)
        {
            return bytes;
        }

        "BEASTQ2S"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), 1);
        int length = dice.Below(bytes.Length - 55);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), (uint)length);
        Hash(bytes, length).CopyTo(bytes, 24);
        return bytes;
    }

    private static byte[] Hash(byte[] slot, int length) =>
        SHA256.HashData([.. slot[..24], .. slot[56..(56 + length)]]);

    private static byte[] Slot(int size, ulong counter, int length)
    {
        byte[] payload = new byte[length];
        new Dice(counter).Fill(payload);
        byte[] slot = new byte[size];
        Format.Encode(slot, counter, payload);
        return slot;
    }
}
