using System.Buffers.Binary;
using System.Net.Sockets;

namespace Beast.Quorum.Lab.Wire;

/// <summary>Whole reads and writes on a blocking stream socket.</summary>
internal static class SocketFrames
{
    /// <summary>Fills the buffer; false when the other side closed or failed.</summary>
    internal static bool ReadExactly(this Socket socket, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int count = socket.Receive(buffer, SocketFlags.None, out SocketError error);
            if (error != SocketError.Success || count == 0)
            {
                return false;
            }

            buffer = buffer[count..];
        }

        return true;
    }

    /// <summary>Sends all of it; false when the other side is gone or does not read in time.</summary>
    internal static bool WriteExactly(this Socket socket, ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            int count = socket.Send(data, SocketFlags.None, out SocketError error);
            if (error != SocketError.Success)
            {
                return false;
            }

            data = data[count..];
        }

        return true;
    }

    /// <summary>The next list of strings; null at the end or when what arrives is no frame.</summary>
    internal static string[]? ReadTexts(this Socket socket)
    {
        Span<byte> head = stackalloc byte[4];
        if (!socket.ReadExactly(head))
        {
            return null;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length is < 4 or > TextFrame.MaximumLength)
        {
            return null;
        }

        var body = new byte[length];
        return socket.ReadExactly(body) ? TextFrame.Decode(body) : null;
    }
}
