using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Beast.Quorum.Platform.Sysctls;

/// <summary>Between the kernel's bytes and sysctl(8)'s text, for the types that matter here.</summary>
internal static class SysctlValue
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The text of a value, or null for a type that has none (a structure, a node).</summary>
    internal static string? Decode(int kind, ReadOnlySpan<byte> value)
    {
        long type = kind & SysctlNumbers.TypeMask.FreeBsd!.Value;
        if (type == SysctlNumbers.Text.FreeBsd)
        {
            int end = value.IndexOf((byte)0);
            return Encoding.UTF8.GetString(end < 0 ? value : value[..end]);
        }

        bool signed = IsSigned(type);
        return Width(type) == value.Length
            ? value.Length switch
            {
                1 => value[0].ToString(Invariant),
                4 when signed => BinaryPrimitives.ReadInt32LittleEndian(value).ToString(Invariant),
                4 => BinaryPrimitives.ReadUInt32LittleEndian(value).ToString(Invariant),
                8 when signed => BinaryPrimitives.ReadInt64LittleEndian(value).ToString(Invariant),
                8 => BinaryPrimitives.ReadUInt64LittleEndian(value).ToString(Invariant),
                _ => null,
            }
            : null;
    }

    /// <summary>
    /// The bytes to write, or null with the reason. An empty text clears a string: no bytes, which the caller must
    /// still pass with a pointer that is not null.
    /// </summary>
    internal static byte[]? Encode(int kind, string text, out string error)
    {
        error = "";
        long type = kind & SysctlNumbers.TypeMask.FreeBsd!.Value;
        if (type == SysctlNumbers.Text.FreeBsd)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        int width = Width(type);
        byte[] bytes = new byte[8];
        bool parsed;
        if (IsSigned(type))
        {
            parsed = long.TryParse(text, NumberStyles.AllowLeadingSign, Invariant, out long number)
                && (width == 8 || (number >= int.MinValue && number <= int.MaxValue));
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        }
        else
        {
            parsed = ulong.TryParse(text, NumberStyles.None, Invariant, out ulong number)
                && (width == 8 || number < 1UL << (8 * width));
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        }

        if (width == 0)
        {
            error = "it is a structure or a node, which cannot be written as text";
        }
        else if (!parsed)
        {
            error = text.Length == 0 ? "empty numeric value" : $"invalid integer '{text}'";
        }

        return error.Length == 0 ? bytes[..width] : null;
    }

    private static bool IsSigned(long type) => type == SysctlNumbers.Int.FreeBsd
        || type == SysctlNumbers.Long.FreeBsd || type == SysctlNumbers.Signed64.FreeBsd;

    private static int Width(long type) => type switch
    {
        _ when type == SysctlNumbers.Int.FreeBsd || type == SysctlNumbers.UnsignedInt.FreeBsd => 4,
        _ when type == SysctlNumbers.Unsigned8.FreeBsd => 1,
        _ when IsSigned(type) || type == SysctlNumbers.UnsignedLong.FreeBsd => 8,
        _ when type == SysctlNumbers.Unsigned64.FreeBsd => 8,
        _ => 0,
    };
}
