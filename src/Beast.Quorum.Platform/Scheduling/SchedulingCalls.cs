using System.Runtime.InteropServices;

namespace Beast.Quorum.Platform.Scheduling;

/// <summary>struct rtprio: two 16-bit numbers (FreeBSD).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RealTimeEntry
{
    internal ushort Class;
    internal ushort Priority;
}

/// <summary>struct rlimit: two 64-bit numbers on both systems.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ResourceLimit
{
    internal long Current;
    internal long Maximum;
}

/// <summary>Memory locking, priorities and protection from the out-of-memory killer.</summary>
internal static unsafe partial class SchedulingCalls
{
    [LibraryImport("libc", EntryPoint = "mlockall", SetLastError = true)]
    internal static partial int LockMemory(int flags);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    internal static partial int SetLimit(int resource, ResourceLimit* limit);

    // FreeBSD: thread 0 is the calling one.
    [LibraryImport("libc", EntryPoint = "rtprio_thread", SetLastError = true)]
    internal static partial int SetRealTime(int function, int thread, RealTimeEntry* entry);

    // Linux: process 0 is the calling thread; struct sched_param is one int.
    [LibraryImport("libc", EntryPoint = "sched_setscheduler", SetLastError = true)]
    internal static partial int SetScheduler(int process, int policy, int* priority);

    // FreeBSD: id_t has 64 bits.
    [LibraryImport("libc", EntryPoint = "procctl", SetLastError = true)]
    internal static partial int ControlProcess(int idType, long id, int command, int* argument);
}
