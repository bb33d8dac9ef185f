using System.Runtime.InteropServices;

namespace Beast.Quorum.Platform.Processes;

/// <summary>Signal numbers of this system, and sending them.</summary>
public static partial class Signals
{
    /// <summary>SIGHUP.</summary>
    public static int Hangup => ProcessNumbers.Hangup;

    /// <summary>SIGINT.</summary>
    public static int Interrupt => ProcessNumbers.Interrupt;

    /// <summary>SIGKILL; a process inside a hung system call ends only when that call does.</summary>
    public static int Kill => ProcessNumbers.Kill;

    /// <summary>SIGTERM.</summary>
    public static int Terminate => ProcessNumbers.Terminate;

    /// <summary>SIGSTOP (17 on FreeBSD, 19 on Linux).</summary>
    public static int Stop => ProcessNumbers.Stop;

    /// <summary>SIGCONT (19 on FreeBSD, 18 on Linux).</summary>
    public static int Continue => ProcessNumbers.Continue;

    /// <summary>Sends a signal to a process, or with a negative id to a process group.</summary>
    /// <param name="pid">Neither 0, 1 nor -1: those mean ourselves, init and everybody.</param>
    /// <param name="signal">The number; 0 only asks whether the process exists.</param>
    /// <returns>Whether it was sent; false if the process is gone or not ours.</returns>
    public static bool Send(int pid, int signal)
    {
        if (pid is >= -1 and <= 1)
        {
            throw new ArgumentOutOfRangeException(nameof(pid), pid, "this id means more than one process, or init");
        }

        return SendRaw(pid, signal) == 0;
    }

    /// <summary>Whether a process of that id is there, ours or not.</summary>
    public static bool Exists(int pid) => Send(pid, 0) || Native.LibC.LastError == Devices.Errno.EPERM;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendRaw(int pid, int signal);
}
