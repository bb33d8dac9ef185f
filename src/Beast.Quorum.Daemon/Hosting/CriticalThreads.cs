using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Platform.Scheduling;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>
/// Gives the two threads that deadlines depend on real-time priority, and the process a place in memory.
/// </summary>
internal sealed class CriticalThreads(BeastqConfiguration configuration, Action<EventEntry, string> warn)
{
    private volatile string? failure;

    /// <summary>Called first on each critical thread.</summary>
    public void Prepare(Thread thread)
    {
        if (configuration.Realtime == Hardening.Off)
        {
            return;
        }

        (bool ok, string message) = RealTimePriority.SetForCallingThread();
        if (!ok)
        {
            Failed(configuration.Realtime, DaemonEvents.NotRealtime, $"thread '{thread.Name}': {message}");
        }
    }

    /// <summary>Locks the process's memory and protects it from the kernel's killer, as configured.</summary>
    public void PrepareProcess()
    {
        if (configuration.LockMemory == Hardening.Off)
        {
            return;
        }

        (bool Ok, string Message)[] measures = [MemoryLock.LockAll(), OomProtection.Enable()];
        foreach ((bool ok, string message) in measures)
        {
            if (!ok)
            {
                Failed(configuration.LockMemory, DaemonEvents.MemoryNotLocked, message);
            }
        }
    }

    /// <summary>Throws if something failed that is <c>required</c>.</summary>
    public void Check()
    {
        if (failure is not null)
        {
            throw new StartupException(
                ExitCodes.System, $"{failure}. It is 'required' by the configuration; run as root, or say 'on'.");
        }
    }

    private void Failed(Hardening wanted, EventEntry entry, string message)
    {
        if (wanted == Hardening.Required)
        {
            failure ??= message;
        }
        else
        {
            warn(entry, message);
        }
    }
}
