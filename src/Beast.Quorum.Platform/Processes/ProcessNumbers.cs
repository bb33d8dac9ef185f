using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Processes;

/// <summary>
/// Signals, wait options and spawn flags. FreeBSD: sys/sys/signal.h, sys/sys/wait.h, include/spawn.h;
/// Linux: asm-generic/signal.h, bits/waitflags.h, spawn.h of glibc.
/// </summary>
internal static class ProcessNumbers
{
    internal static readonly Number Hangup = new("SIGHUP", 1, 1, "signal.h");
    internal static readonly Number Interrupt = new("SIGINT", 2, 2, "signal.h");
    internal static readonly Number Kill = new("SIGKILL", 9, 9, "signal.h");
    internal static readonly Number Terminate = new("SIGTERM", 15, 15, "signal.h");
    internal static readonly Number Stop = new("SIGSTOP", 17, 19, "signal.h");
    internal static readonly Number Continue = new("SIGCONT", 19, 18, "signal.h");

    internal static readonly Number WaitForPid = new("P_PID", 0, 1, "sys/wait.h");
    internal static readonly Number WaitExited = new("WEXITED", 16, 4, "sys/wait.h");
    internal static readonly Number WaitKeep = new("WNOWAIT", 8, 0x01000000, "sys/wait.h");

    internal static readonly Number SpawnSetGroup = new("POSIX_SPAWN_SETPGROUP", 0x02, 0x02, "spawn.h");
    internal static readonly Number SpawnSetDefaults = new("POSIX_SPAWN_SETSIGDEF", 0x10, 0x04, "spawn.h");
    internal static readonly Number SpawnSetMask = new("POSIX_SPAWN_SETSIGMASK", 0x20, 0x08, "spawn.h");

    // Signal sets are bit arrays on both: signal n is bit n-1. KILL and STOP are left out, they cannot be set.
    internal static uint AllSettableSignals => int.MaxValue & ~(1u << (Kill - 1)) & ~(1u << (Stop - 1));
}
