using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;
using Syscall = Mono.Unix.Native.Syscall;

namespace Beast.Quorum.Platform.Scheduling;

/// <summary>Keeps this process in memory, so that it is not swapped out when the host is short of memory.</summary>
public static class MemoryLock
{
    /// <summary>
    /// Locks all pages of now and later (mlockall), after raising the limit of locked memory as far as it goes: FreeBSD
    /// compares that limit with the whole address space, of which the runtime reserves a great deal (vm_mmap.c).
    /// </summary>
    /// <returns>Whether it worked, and a line for the log that says so, or why not and what to do.</returns>
    public static (bool Ok, string Message) LockAll()
    {
        bool raised = RaiseLimit();
        if (SchedulingCalls.LockMemory(SchedulingNumbers.LockCurrent | SchedulingNumbers.LockFuture) == 0)
        {
            return (true, "memory is locked");
        }

        int error = LibC.LastError;
        return (false, $"memory is not locked, {Errno.Describe(error)}; {Advice(error, raised)}");
    }

    /// <summary>Takes the lock back.</summary>
    public static bool UnlockAll() => Syscall.munlockall() == 0;

    /// <summary>What to do about an error of mlockall(2).</summary>
    internal static string Advice(int error, bool limitRaised) => error switch
    {
        _ when error == Errno.ENOMEM && !limitRaised =>
            "the limit of locked memory is smaller than the address space, and could not be raised: set "
            + "beastq_limits=\"-l unlimited\" in rc.conf",
        _ when error == Errno.ENOMEM =>
            "there is not enough memory, or a limit counts: set beastq_limits=\"-l unlimited\" in rc.conf, and "
            + "DOTNET_GCHeapHardLimit=0x4000000 in beastq_env to make the address space smaller",
        _ when error == Errno.EAGAIN =>
            "the host keeps too much memory wired already: see vm.max_user_wired (vm.max_wired before 13) in sysctl",
        _ when error == Errno.EPERM => "run as root",
        _ => "see mlockall(2)",
    };

    private static unsafe bool RaiseLimit()
    {
        ResourceLimit none = new()
        {
            Current = SchedulingNumbers.Unlimited.Here,
            Maximum = SchedulingNumbers.Unlimited.Here,
        };
        return SchedulingCalls.SetLimit(SchedulingNumbers.LimitLockedMemory, &none) == 0;
    }
}
