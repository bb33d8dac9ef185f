using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Beast.Quorum.Fuzz.Tests.Engine;

/// <summary>Numbers at the edges of their types.</summary>
internal static class Numbers
{
    private static readonly ulong[] Edges =
    [
        0, 1, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x100000000,
        long.MaxValue, 1UL << 63, ulong.MaxValue, ulong.MaxValue - 1, 65, 64, 63, 4096, 1168, 144, 32,
    ];

    private static readonly byte[][] Texts =
    [
        .. new[]
        {
            "0", "-1", "1", "00", "007", "255", "256", "65535", "65536", "2147483647", "2147483648", "-2147483648",
            "4294967295", "4294967296", "9223372036854775807", "9223372036854775808", "18446744073709551615",
            "18446744073709551616", "340282366920938463463374607431768211456", "1e308", "1e309", "1e-400", "0.1", "-0",
            "+1", "0x1F", "1_000", "1,5", "١", " 1", "1 ",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Makes the eight bytes at a place a number at the edge of some type.</summary>
    public static void EdgeAt(byte[] bytes, int at, Dice dice) =>
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), dice.Of(Edges));

    /// <summary>Two, four or eight bytes anywhere become an edge: lengths and counters lie so.</summary>
    public static void EdgeInBinary(List<byte> bytes, Dice dice)
    {
        Span<byte> word = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(word, dice.Of(Edges));
        int width = 1 << dice.Below(4);
        word = word[..width];
        if (dice.OneIn(4))
        {
            word.Reverse();
        }

        Span<byte> all = CollectionsMarshal.AsSpan(bytes);
        if (all.Length < width)
        {
            return;
        }

        int at = dice.Below(all.Length - width + 1);
        word.CopyTo(all[(dice.OneIn(2) ? at - (at % width) : at)..]);
    }

    /// <summary>A run of digits becomes another number.</summary>
    public static void EdgeInText(List<byte> bytes, Dice dice)
    {
        int from = dice.Below(bytes.Count);
        int at = bytes.FindIndex(Math.Min(from, bytes.Count), value => char.IsAsciiDigit((char)value));
        if (at < 0)
        {
            return;
        }

        int end = at;
        while (end < bytes.Count && char.IsAsciiDigit((char)bytes[end]))
        {
            end++;
        }

        bytes.RemoveRange(at, end - at);
        bytes.InsertRange(at, dice.Of(Texts));
    }
}
