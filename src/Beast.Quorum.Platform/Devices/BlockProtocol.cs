using System.Buffers.Binary;

namespace Beast.Quorum.Platform.Devices;

/// <summary>What a client asks of a block server.</summary>
public enum BlockOperation
{
    /// <summary>How large are you? The answer's count is the sector size.</summary>
    Size = 0,

    /// <summary>Read count bytes at offset; they follow the answer.</summary>
    Read = 1,

    /// <summary>Write the count bytes that follow the request at offset.</summary>
    Write = 2,
}

/// <summary>A request, 24 bytes: magic u32, operation u32, offset i64, count u32, reserved u32 (0).</summary>
/// <param name="Operation">What to do.</param>
/// <param name="Offset">Bytes from the start of the device.</param>
/// <param name="Count">Bytes to transfer, at most <see cref="BlockProtocol.CountMax"/>.</param>
public readonly record struct BlockRequest(BlockOperation Operation, long Offset, int Count);

/// <summary>An answer, 24 bytes: magic u32, error i32, count u32, reserved u32 (0), size i64.</summary>
/// <param name="Error">0, or the errno of the host both ends run on.</param>
/// <param name="Count">Bytes done (a read's data follow), or the sector size; 0 with an error.</param>
/// <param name="Size">The size of the device in bytes.</param>
public readonly record struct BlockAnswer(int Error, int Count, long Size);

/// <summary>
/// The wire format between <see cref="SocketDevice"/> and a block server on a Unix stream socket. Little-endian, one
/// request at a time on a connection.
/// </summary>
public static class BlockProtocol
{
    /// <summary>First four bytes of every request and every answer.</summary>
    public const uint Magic = 0x42514251;

    /// <summary>Bytes of a request, without the data of a write.</summary>
    public const int RequestLength = 24;

    /// <summary>Bytes of an answer, without the data of a read.</summary>
    public const int AnswerLength = 24;

    /// <summary>Largest transfer in bytes (1 MiB); a larger count is refused with EINVAL.</summary>
    public const int CountMax = 1 << 20;

    /// <summary>Writes a request into <paramref name="to"/>.</summary>
    public static void Encode(BlockRequest request, Span<byte> to)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(to[4..], (uint)request.Operation);
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], request.Offset);
        BinaryPrimitives.WriteUInt32LittleEndian(to[16..], (uint)request.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(to[20..], 0);
    }

    /// <summary>Writes an answer into <paramref name="to"/>.</summary>
    public static void Encode(BlockAnswer answer, Span<byte> to)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(to[4..], answer.Error);
        BinaryPrimitives.WriteUInt32LittleEndian(to[8..], (uint)answer.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(to[12..], 0);
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], answer.Size);
    }

    /// <summary>
    /// Reads a request; false if it is none (wrong magic, unknown operation, negative offset, count over
    /// <see cref="CountMax"/>): the connection is then out of step and must be closed.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> from, out BlockRequest request)
    {
        request = default;
        if (from.Length < RequestLength || BinaryPrimitives.ReadUInt32LittleEndian(from) != Magic)
        {
            return false;
        }

        uint operation = BinaryPrimitives.ReadUInt32LittleEndian(from[4..]);
        long offset = BinaryPrimitives.ReadInt64LittleEndian(from[8..]);
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(from[16..]);
        request = new BlockRequest((BlockOperation)operation, offset, (int)count);
        return operation <= (uint)BlockOperation.Write && offset >= 0 && count <= CountMax;
    }

    /// <summary>Reads an answer; false if it is none, and the connection must be closed.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> from, out BlockAnswer answer)
    {
        answer = default;
        if (from.Length < AnswerLength || BinaryPrimitives.ReadUInt32LittleEndian(from) != Magic)
        {
            return false;
        }

        uint count = BinaryPrimitives.ReadUInt32LittleEndian(from[8..]);
        answer = new BlockAnswer(
            BinaryPrimitives.ReadInt32LittleEndian(from[4..]),
            (int)count,
            BinaryPrimitives.ReadInt64LittleEndian(from[16..]));
        return count <= CountMax && answer.Error >= 0 && answer.Size >= 0;
    }
}
