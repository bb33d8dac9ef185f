using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Sockets;

/// <summary>sendto(2) and recv(2) flags; sys/socket.h of each system.</summary>
internal static class SocketNumbers
{
    internal static readonly Number DontWait = new("MSG_DONTWAIT", 0x80, 0x40, "sys/socket.h");
    internal static readonly Number NoSignal = new("MSG_NOSIGNAL", 0x20000, 0x4000, "sys/socket.h");
}
