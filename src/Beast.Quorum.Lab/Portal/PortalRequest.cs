using System.Buffers.Binary;

namespace Beast.Quorum.Lab.Portal;

/// <summary>What a portal is asked for.</summary>
internal enum PortalOperation
{
    Read = 1,
    Write = 2,
    TestUnitReady = 3,

    /// <summary>An initiator opens a session with a target; see <see cref="PortalLogin"/>.</summary>
    Login = 4,
}

/// <summary>
/// A request: u32 operation, u32 LUN, u64 block, then for a write the block. The same bytes go from a client to a
/// portal and, forwarded, over the HA link.
/// </summary>
internal readonly ref struct PortalRequest
{
    internal const int HeaderLength = 16;

    private readonly ReadOnlySpan<byte> _bytes;

    internal PortalRequest(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    internal PortalOperation Operation => (PortalOperation)BinaryPrimitives.ReadUInt32LittleEndian(_bytes);

    internal int Lun => BinaryPrimitives.ReadInt32LittleEndian(_bytes[4..]);

    internal long Block => BinaryPrimitives.ReadInt64LittleEndian(_bytes[8..]);

    internal ReadOnlySpan<byte> Data => _bytes[HeaderLength..];

    /// <summary>Whether the length fits the operation; nothing else of a malformed request may be read.</summary>
    internal bool IsWellFormed => _bytes.Length >= HeaderLength && _bytes.Length == Length(Operation) && Block >= 0;

    internal static int Length(PortalOperation operation) => operation switch
    {
        PortalOperation.Write => HeaderLength + DataBlock.Length,
        PortalOperation.Read or PortalOperation.TestUnitReady => HeaderLength,
        PortalOperation.Login => HeaderLength + PortalLogin.NameLength,
        _ => -1,
    };

    internal static byte[] Build(PortalOperation operation, int lun, long block, ReadOnlySpan<byte> data)
    {
        var bytes = new byte[HeaderLength + data.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)operation);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), lun);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), block);
        data.CopyTo(bytes.AsSpan(HeaderLength));
        return bytes;
    }
}

/// <summary>An answer: u32 status, u32 length of what follows, and for a good read the block.</summary>
internal static class PortalAnswer
{
    internal const int HeaderLength = 8;

    internal static byte[] Build(PortalStatus status, ReadOnlySpan<byte> data = default)
    {
        var bytes = new byte[HeaderLength + data.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)status);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), data.Length);
        data.CopyTo(bytes.AsSpan(HeaderLength));
        return bytes;
    }

    internal static PortalStatus Status(ReadOnlySpan<byte> answer) =>
        (PortalStatus)BinaryPrimitives.ReadUInt32LittleEndian(answer);
}
