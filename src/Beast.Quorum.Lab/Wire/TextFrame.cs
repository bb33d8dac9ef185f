using System.Buffers.Binary;
using System.Text;

namespace Beast.Quorum.Lab.Wire;

/// <summary>
/// A list of strings on the wire: u32 length of what follows, u32 count, then each string as u32 length and UTF-8.
/// Hand-made because a stand-in tool must not load a serializer before it can ask its question.
/// </summary>
internal static class TextFrame
{
    /// <summary>Longer frames are refused: no answer of a tool comes near it.</summary>
    internal const int MaximumLength = 1 << 20;

    /// <summary>The whole frame, its length word included.</summary>
    internal static byte[] Encode(params string[] texts)
    {
        int length = 4;
        foreach (string text in texts)
        {
            length += 4 + Encoding.UTF8.GetByteCount(text);
        }

        var frame = new byte[4 + length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, length);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(4), texts.Length);
        int at = 8;
        foreach (string text in texts)
        {
            int count = Encoding.UTF8.GetBytes(text, frame.AsSpan(at + 4));
            BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(at), count);
            at += 4 + count;
        }

        return frame;
    }

    /// <summary>The strings of a frame without its length word; null if it is malformed.</summary>
    internal static string[]? Decode(ReadOnlySpan<byte> body)
    {
        if (body.Length < 4)
        {
            return null;
        }

        int count = BinaryPrimitives.ReadInt32LittleEndian(body);
        if (count < 0 || count > body.Length / 4)
        {
            return null;
        }

        var texts = new string[count];
        int at = 4;
        for (int i = 0; i < count; i++)
        {
            if (body.Length - at < 4)
            {
                return null;
            }

            int length = BinaryPrimitives.ReadInt32LittleEndian(body[at..]);
            at += 4;
            if (length < 0 || length > body.Length - at)
            {
                return null;
            }

            texts[i] = Encoding.UTF8.GetString(body.Slice(at, length));
            at += length;
        }

        return texts;
    }
}
