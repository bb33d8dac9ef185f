namespace Beast.Quorum.Platform.Processes;

/// <summary>The status word of waitpid(2); the same layout on both systems (sys/wait.h).</summary>
internal static class WaitStatus
{
    internal static bool IsSignalled(int? status) => status is { } word && (word & 0x7F) != 0;

    /// <summary>The exit status, 128 + signal, or -1 if the status was lost (SIGCHLD ignored by our parent).</summary>
    internal static int ExitCode(int? status) => status switch
    {
        null => -1,
        { } word when (word & 0x7F) != 0 => 128 + (word & 0x7F),
        { } word => (word >> 8) & 0xFF,
    };
}
