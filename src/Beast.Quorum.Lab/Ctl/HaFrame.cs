using System.Buffers.Binary;
using System.Net.Sockets;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Ctl;

/// <summary>Frames between two heads: u32 length of the rest, u8 kind, payload.</summary>
internal static class HaFrame
{
    internal const byte Login = 1;
    internal const byte State = 2;
    internal const byte KeepAlive = 3;
    internal const byte Request = 4;
    internal const byte Answer = 5;
    private const int LongestPayload = 64 * 1024;

    internal static bool Send(Socket socket, byte kind, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[5 + payload.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, 1 + payload.Length);
        frame[4] = kind;
        payload.CopyTo(frame.AsSpan(5));
        return socket.WriteExactly(frame);
    }

    /// <summary>The next frame; kind 0 when the link is gone or speaks something else.</summary>
    internal static (byte Kind, byte[] Payload) Receive(Socket socket)
    {
        Span<byte> head = stackalloc byte[5];
        if (!socket.ReadExactly(head))
        {
            return (0, []);
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(head) - 1;
        if (length is < 0 or > LongestPayload)
        {
            return (0, []);
        }

        var payload = new byte[length];
        return socket.ReadExactly(payload) ? (head[4], payload) : ((byte)0, []);
    }

    internal static byte[] Describe(HaPeerState state)
    {
        var bytes = new byte[4 + 4 * state.Primary.Count];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, state.IscsiPorts);
        int at = 4;
        foreach (int lun in state.Primary)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), lun);
            at += 4;
        }

        return bytes;
    }

    internal static HaPeerState ReadState(ReadOnlySpan<byte> payload)
    {
        var primary = new HashSet<int>();
        for (int at = 4; at + 4 <= payload.Length; at += 4)
        {
            primary.Add(BinaryPrimitives.ReadInt32LittleEndian(payload[at..]));
        }

        return new HaPeerState(primary, payload.Length >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(payload) : 0);
    }
}
