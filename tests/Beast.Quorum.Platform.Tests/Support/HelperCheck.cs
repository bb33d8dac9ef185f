using System.Text;
using Beast.Quorum.Platform.Files;
using Beast.Quorum.Platform.Native;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Scheduling;
using Mono.Unix.Native;

namespace Beast.Quorum.Platform.Tests.Support;

/// <summary>
/// Runs in a child process: uses everything that goes through Mono.Posix, with its native helper absent.
/// </summary>
internal static class HelperCheck
{
    internal static int Run(string directory)
    {
        if (!HelperIsAbsent())
        {
            Console.WriteLine("the helper is still there: nothing is proved");
            return 2;
        }

        string path = Path.Combine(directory, "state");
        DurableFile.WriteAtomically(path + ".txt", "durable"u8, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using TwoSlotFile file = TwoSlotFile.Open(path);
        file.Write("slots"u8);
        using InstanceLock? held = InstanceLock.TryAcquire(path + ".lock", out int holder);
        CommandResult result = new CommandRunner().Run(
            new CommandRequest(["/bin/echo", "ran"], TimeSpan.FromSeconds(30)));
        LibC.Open(path, OpenNumbers.ReadOnly, out int error).Dispose();
        bool unlocked = MemoryLock.UnlockAll();
        bool ids = Syscall.getpid() == Environment.ProcessId && Syscall.geteuid() == Syscall.geteuid();
        bool whole = Encoding.UTF8.GetString(file.Read()!) == "slots" && File.ReadAllText(path + ".txt") == "durable"
            && held is not null && holder == Environment.ProcessId && result.StandardOutput == "ran\n"
            && error == 0 && unlocked && ids;
        Console.WriteLine(whole ? "works without the helper"
            : $"something is wrong: {result} {error} {unlocked} {ids}");
        return whole ? 0 : 1;
    }

    private static bool HelperIsAbsent()
    {
        try
        {
            // This one always goes through the helper.
            _ = Syscall.mlockall(0);
            return false;
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException)
        {
            return true;
        }
    }
}
