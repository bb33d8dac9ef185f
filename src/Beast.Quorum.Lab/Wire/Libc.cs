using System.Runtime.InteropServices;

namespace Beast.Quorum.Lab.Wire;

/// <summary>The few calls for which .NET's own classes are too slow to load or have no name. Linux numbers.</summary>
internal static partial class Libc
{
    internal const int UnixFamily = 1;
    internal const int StreamSocket = 1;
    internal const int Kill9 = 9;
    internal const int Stop = 19;
    internal const int Continue = 18;
    internal const int InterruptedCall = 4;

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    internal static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    internal static unsafe partial int Connect(int descriptor, byte* address, uint length);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static unsafe partial nint Read(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    internal static unsafe partial nint Write(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    internal static partial int Kill(int process, int signal);

    /// <summary>Writes all of it; false when the other side is gone.</summary>
    internal static unsafe bool WriteAll(int descriptor, ReadOnlySpan<byte> data)
    {
        fixed (byte* start = data)
        {
            nint done = 0;
            while (done < data.Length)
            {
                nint count = Write(descriptor, start + done, data.Length - done);
                if (count > 0)
                {
                    done += count;
                }
                else if (Marshal.GetLastPInvokeError() != InterruptedCall)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Fills the whole buffer; false at end of file or error.</summary>
    internal static unsafe bool ReadAll(int descriptor, Span<byte> data)
    {
        fixed (byte* start = data)
        {
            nint done = 0;
            while (done < data.Length)
            {
                nint count = Read(descriptor, start + done, data.Length - done);
                if (count > 0)
                {
                    done += count;
                }
                else if (count == 0 || Marshal.GetLastPInvokeError() != InterruptedCall)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
