using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Events;
using Beast.Quorum.Platform.Scheduling;

namespace Beast.Quorum.Daemon.Hosting;

/// <summary>
/// Gives the two threads that deadlines depend on real-time priority, and the process a place in memory. Each measure
/// is off, on (a failure is a warning) or required (a failure keeps the daemon from starting).
/// </summary>
internal sealed class CriticalThreads(BeastqConfiguration configuration, Action<EventEntry, string> warn)
{
    private const int StackBytes = 256 * 1024;
    private string? failure;

    /// <summary>The measures themselves; a test puts others in their place.</summary>
    internal Func<(bool Ok, string Message)> LockMemory { get; init; } = MemoryLock.LockAll;

    internal Func<(bool Ok, string Message)> ProtectFromOom { get; init; } = OomProtection.Enable;

    internal Func<(bool Ok, string Message)> SetRealtime { get; init; } =
        () => RealTimePriority.SetForCallingThread();

    /// <summary>Called first on each critical thread. What is required was tried at the start already.</summary>
    public void Prepare(Thread thread)
    {
        if (configuration.Realtime != Hardening.Off && SetRealtime() is (false, { } message))
        {
            warn(DaemonEvents.NotRealtime, $"thread '{thread.Name}': {message}");
        }
    }

    /// <summary>Takes the measures for the whole process, and tries the one for threads if it is required.</summary>
    public void PrepareProcess()
    {
        Take(configuration.LockMemory, LockMemory, DaemonEvents.MemoryNotLocked);
        Take(configuration.OomProtection, ProtectFromOom, DaemonEvents.NotOomProtected);
        if (configuration.Realtime == Hardening.Required)
        {
            Thread trial = new(
                () => Take(Hardening.Required, SetRealtime, DaemonEvents.NotRealtime), StackBytes)
            { Name = "real-time trial" };
            trial.Start();
            trial.Join();
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

    private void Take(Hardening wanted, Func<(bool Ok, string Message)> measure, EventEntry entry)
    {
        if (wanted == Hardening.Off || measure() is not (false, { } message))
        {
            return;
        }

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
