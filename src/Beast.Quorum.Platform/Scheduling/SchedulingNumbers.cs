using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Scheduling;

/// <summary>
/// FreeBSD: sys/sys/mman.h, sys/sys/rtprio.h, sys/sys/procctl.h, sys/sys/wait.h; Linux: asm-generic/mman.h,
/// linux/sched.h.
/// </summary>
internal static class SchedulingNumbers
{
    internal static readonly Number LockCurrent = new("MCL_CURRENT", 1, 1, "sys/mman.h");
    internal static readonly Number LockFuture = new("MCL_FUTURE", 2, 2, "sys/mman.h");

    internal static readonly Number LimitLockedMemory = new("RLIMIT_MEMLOCK", 6, 8, "sys/resource.h");
    internal static readonly Number Unlimited = new("RLIM_INFINITY", long.MaxValue, -1, "sys/resource.h");

    internal static readonly Number RealTimeSet = new("RTP_SET", 1, null, "sys/rtprio.h");
    internal static readonly Number RealTimeClass = new("RTP_PRIO_REALTIME", 2, null, "sys/rtprio.h");
    internal static readonly Number RealTimeLowest = new("RTP_PRIO_MAX", 31, null, "sys/rtprio.h");
    internal static readonly Number RoundRobin = new("SCHED_RR", null, 2, "linux/sched.h");

    internal static readonly Number ProcessById = new("P_PID", 0, 1, "sys/wait.h");
    internal static readonly Number Protect = new("PROC_SPROTECT", 1, null, "sys/procctl.h");
    internal static readonly Number ProtectSet = new("PPROT_SET", 1, null, "sys/procctl.h");
}
