using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Scheduling;

/// <summary>Real-time priority for single threads, so that other processes' load does not delay them.</summary>
public static class RealTimePriority
{
    private const int LinuxPriorityMax = 99;

    /// <summary>
    /// Gives the calling thread real-time priority: rtprio on FreeBSD, SCHED_RR on Linux. A thread that never sleeps
    /// then starves the host.
    /// </summary>
    /// <param name="strength">0 (weakest) to 31 (strongest), mapped to the system's scale.</param>
    /// <returns>Whether it worked, and a line for the log that says so, or why not.</returns>
    public static unsafe (bool Ok, string Message) SetForCallingThread(int strength = 16)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)strength, 31u, nameof(strength));
        int result;
        if (Os.IsFreeBsd)
        {
            // 0 is the strongest there.
            int priority = SchedulingNumbers.RealTimeLowest - strength;
            RealTimeEntry entry = new()
            {
                Class = (ushort)(int)SchedulingNumbers.RealTimeClass,
                Priority = (ushort)priority,
            };
            result = SchedulingCalls.SetRealTime(SchedulingNumbers.RealTimeSet, 0, &entry);
        }
        else
        {
            int priority = 1 + (strength * (LinuxPriorityMax - 1) / 31);
            result = SchedulingCalls.SetScheduler(0, SchedulingNumbers.RoundRobin, &priority);
        }

        return result == 0
            ? (true, "the thread has real-time priority")
            : (false, $"the thread has no real-time priority, {Errno.Describe(LibC.LastError)}; run as root");
    }
}
