using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Beast.Quorum.Lab.Wire;

namespace Beast.Quorum.Lab.Tools;

/// <summary>
/// One question to a host and its answer, by system calls alone: System.Net.Sockets would double a tool's start time.
/// </summary>
internal static class HostConnection
{
    /// <summary>Longest path of a Unix socket on Linux, without the final zero.</summary>
    internal const int LongestPath = 107;

    /// <summary>
    /// Asks and waits, for ever if the host is frozen: a system call of a frozen kernel does not return either.
    /// Null if the host is not there or dies before it answers.
    /// </summary>
    internal static string[]? Ask(string socketPath, params string[] question)
    {
        int descriptor = Open(socketPath);
        if (descriptor < 0)
        {
            return null;
        }

        try
        {
            return Exchange(descriptor, question);
        }
        finally
        {
            _ = Libc.Close(descriptor);
        }
    }

    private static string[]? Exchange(int descriptor, string[] question)
    {
        if (!Libc.WriteAll(descriptor, TextFrame.Encode(question)))
        {
            return null;
        }

        Span<byte> head = stackalloc byte[4];
        if (!Libc.ReadAll(descriptor, head))
        {
            return null;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length is < 4 or > TextFrame.MaximumLength)
        {
            return null;
        }

        var body = new byte[length];
        return Libc.ReadAll(descriptor, body) ? TextFrame.Decode(body) : null;
    }

    private static unsafe int Open(string path)
    {
        Span<byte> address = stackalloc byte[2 + LongestPath + 1];
        address.Clear();
        address[0] = Libc.UnixFamily;
        int count = Encoding.UTF8.GetByteCount(path);
        if (count > LongestPath)
        {
            return -1;
        }

        Encoding.UTF8.GetBytes(path, address[2..]);
        int descriptor = Libc.Socket(Libc.UnixFamily, Libc.StreamSocket, 0);
        if (descriptor < 0)
        {
            return descriptor;
        }

        fixed (byte* start = address)
        {
            int result;
            do
            {
                result = Libc.Connect(descriptor, start, (uint)(3 + count));
            }
            while (result != 0 && Marshal.GetLastPInvokeError() == Libc.InterruptedCall);
            if (result == 0)
            {
                return descriptor;
            }

            _ = Libc.Close(descriptor);
            return -1;
        }
    }
}
