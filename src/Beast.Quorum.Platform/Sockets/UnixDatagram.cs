using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Sockets;

/// <summary>
/// A Unix datagram socket that sends to one address without ever blocking, and without connecting: a receiver that is
/// restarted under the same path is simply found again. Sending allocates nothing.
/// </summary>
internal sealed unsafe partial class UnixDatagram : IDisposable
{
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly byte[] address;
    private readonly int addressLength;

    /// <summary>A socket that sends to <paramref name="path"/>, which need not exist yet.</summary>
    /// <exception cref="ArgumentException">The path is too long for a socket (over 103 bytes on FreeBSD).</exception>
    internal UnixDatagram(string path)
    {
        SocketAddress serialized = new UnixDomainSocketEndPoint(path).Serialize();
        addressLength = serialized.Size;
        address = GC.AllocateArray<byte>(addressLength, pinned: true);
        serialized.Buffer.Span[..addressLength].CopyTo(address);
    }

    /// <summary>The descriptor, to wait for answers.</summary>
    internal int Number => (int)socket.Handle;

    /// <summary>Gives the socket a name of its own, so that the other side can answer.</summary>
    internal void Bind(string path) => socket.Bind(new UnixDomainSocketEndPoint(path));

    /// <summary>Sends one datagram or fails at once: 0 or the errno.</summary>
    internal int Send(ReadOnlySpan<byte> datagram)
    {
        int flags = SocketNumbers.DontWait | SocketNumbers.NoSignal;
        if (socket.SafeHandle.IsClosed)
        {
            return Errno.ENXIO;
        }

        fixed (byte* to = address, bytes = datagram)
        {
            nint sent = SendTo(socket.SafeHandle, bytes, (nuint)datagram.Length, flags, to, (uint)addressLength);
            return sent < 0 ? LibC.LastError : 0;
        }
    }

    /// <summary>Receives a datagram that is there already; -1 if there is none.</summary>
    internal int Receive(Span<byte> datagram)
    {
        fixed (byte* bytes = datagram)
        {
            return (int)Receive(socket.SafeHandle, bytes, (nuint)datagram.Length, SocketNumbers.DontWait);
        }
    }

    public void Dispose() => socket.Dispose();

    [LibraryImport("libc", EntryPoint = "sendto", SetLastError = true)]
    private static partial nint SendTo(
        SafeHandle socket, byte* bytes, nuint count, int flags, byte* address, uint addressLength);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Receive(SafeHandle socket, byte* bytes, nuint count, int flags);
}
