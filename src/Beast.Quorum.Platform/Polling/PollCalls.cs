using System.Runtime.InteropServices;

namespace Beast.Quorum.Platform.Polling;

/// <summary>struct pollfd, the same on both systems.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    internal int Descriptor;
    internal short Events;
    internal short Returned;
}

/// <summary>struct timespec on 64-bit systems.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpec
{
    internal long Seconds;
    internal long Nanoseconds;
}

/// <summary>
/// ppoll(2): Linux 2.6.16, FreeBSD 10.2; nanosecond timeouts where poll(2) rounds up to milliseconds.
/// </summary>
internal static unsafe partial class PollCalls
{
    // nfds_t is unsigned int on FreeBSD and unsigned long on Linux: both are one register.
    [LibraryImport("libc", EntryPoint = "ppoll", SetLastError = true)]
    internal static partial int Wait(PollEntry* entries, nuint count, TimeSpec* timeout, void* signalMask);
}
