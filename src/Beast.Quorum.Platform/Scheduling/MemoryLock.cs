using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;
using Syscall = Mono.Unix.Native.Syscall;

namespace Beast.Quorum.Platform.Scheduling;

/// <summary>Keeps this process in memory, so that it is not swapped out when the host is short of memory.</summary>
public static class MemoryLock
{
    /// <summary>Locks all pages of now and later (mlockall).</summary>
    /// <returns>Whether it worked, and a line for the log that says so, or why not and what to do.</returns>
    public static (bool Ok, string Message) LockAll()
    {
        if (SchedulingCalls.LockMemory(SchedulingNumbers.LockCurrent | SchedulingNumbers.LockFuture) == 0)
        {
            return (true, "memory is locked");
        }

        int error = LibC.LastError;
        string advice = error == Errno.ENOMEM
            ? "the limit is smaller than the address space: set beastq_limits=\"-l unlimited\" in rc.conf"
            : error == Errno.EPERM ? "run as root" : "see mlockall(2)";
        return (false, $"memory is not locked, {Errno.Describe(error)}; {advice}");
    }

    /// <summary>Takes the lock back.</summary>
    public static bool UnlockAll() => Syscall.munlockall() == 0;
}
