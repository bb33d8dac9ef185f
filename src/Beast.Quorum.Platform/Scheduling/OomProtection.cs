using System.Globalization;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Scheduling;

/// <summary>Tells the kernel not to choose this process when memory runs out.</summary>
public static class OomProtection
{
    private const string LinuxFile = "/proc/self/oom_score_adj";
    private const int LinuxNever = -1000;

    /// <summary>
    /// Protects this process: procctl(2) on FreeBSD, as protect(1) does, which its children do not inherit;
    /// oom_score_adj on Linux, which they do.
    /// </summary>
    /// <returns>Whether it worked, and a line for the log that says so, or why not.</returns>
    public static unsafe (bool Ok, string Message) Enable()
    {
        string why;
        if (Os.IsFreeBsd)
        {
            int flags = SchedulingNumbers.ProtectSet;
            int result = SchedulingCalls.ControlProcess(
                SchedulingNumbers.ProcessById, Environment.ProcessId, SchedulingNumbers.Protect, &flags);
            why = result == 0 ? "" : Errno.Describe(LibC.LastError);
        }
        else
        {
            why = WriteLinux();
        }

        return why.Length == 0
            ? (true, "protected from the out-of-memory killer")
            : (false, $"not protected from the out-of-memory killer, {why}; run as root");
    }

    private static string WriteLinux()
    {
        try
        {
            File.WriteAllText(LinuxFile, LinuxNever.ToString(CultureInfo.InvariantCulture));
            return "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
