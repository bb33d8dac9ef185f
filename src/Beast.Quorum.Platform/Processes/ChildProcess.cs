using Beast.Quorum.Platform.Clock;
using Beast.Quorum.Platform.Devices;
using Beast.Quorum.Platform.Native;

namespace Beast.Quorum.Platform.Processes;

/// <summary>
/// A child process with a thread of its own that starts it, waits for its end and reaps it. Whoever watches the child
/// is never inside a call that a hung disk can hold up: neither the loading of the program nor the wait.
/// What is left of its process group dies with it.
/// </summary>
internal sealed class ChildProcess
{
    private readonly Lock gate = new();
    private readonly SpawnRequest request;
    private readonly Func<bool>? mayStart;
    private readonly IDisposable[] closeAfterStart;
    private Action? whenGone;
    private bool killed;
    private volatile bool isStarted;
    private volatile bool isGone;

    /// <summary>Prepares a child.</summary>
    /// <param name="request">What to start.</param>
    /// <param name="mayStart">Asked on the child's thread immediately before the start.</param>
    /// <param name="closeAfterStart">The child's ends of pipes: its thread owns them until the child has them.</param>
    internal ChildProcess(
        SpawnRequest request, Func<bool>? mayStart, params IDisposable[] closeAfterStart)
    {
        this.closeAfterStart = closeAfterStart;
        this.request = request;
        this.mayStart = mayStart;
    }

    /// <summary>Called on the child's thread after every change of state; must be quick and must not throw.</summary>
    internal Action? Changed { get; init; }

    /// <summary>Whether the start was tried; then <see cref="Pid"/> or <see cref="StartError"/> is set.</summary>
    internal bool IsStarted => isStarted;

    /// <summary>Whether the child is gone, or never came to be.</summary>
    internal bool IsGone => isGone;

    internal bool IsRefused { get; private set; }

    internal int Pid { get; private set; }

    internal string? StartError { get; private set; }

    /// <summary>The status of waitpid(2); null if somebody else took it.</summary>
    internal int? WaitStatus { get; private set; }

    /// <summary>When the child was reaped, on <see cref="MonotonicClock"/>.</summary>
    internal long GoneAtTicks { get; private set; }

    /// <summary>Starts the thread, which starts the child.</summary>
    internal void Begin()
    {
        // A small stack: with mlockall every stack is resident as a whole.
        Thread thread = new(Live, maxStackSize: 256 * 1024) { IsBackground = true, Name = "child" };
        thread.Start();
    }

    /// <summary>Kills the whole process group, now or as soon as it exists.</summary>
    internal void KillGroup()
    {
        lock (gate)
        {
            killed = true;
            // Once the leader is reaped its id may belong to somebody else; the group was killed just before that.
            if (Pid != 0 && !isGone)
            {
                _ = Signals.Send(-Pid, Signals.Kill);
            }
        }
    }

    /// <summary>Sends a signal to the child; false if it is not there (any more).</summary>
    internal bool Signal(int signal)
    {
        lock (gate)
        {
            return Pid != 0 && !IsGone && Signals.Send(Pid, signal);
        }
    }

    /// <summary>Stops waiting for the child and asks to be told when it is gone.</summary>
    /// <returns>False if it is gone already; then <paramref name="tell"/> is not called.</returns>
    internal bool Abandon(Action? tell)
    {
        lock (gate)
        {
            if (IsGone)
            {
                return false;
            }

            whenGone = tell;
            return true;
        }
    }

    private void Live()
    {
        bool started = Launch();
        Changed?.Invoke();
        if (started)
        {
            Reap();
            Changed?.Invoke();
        }

        whenGone?.Invoke();
    }

    private bool Launch()
    {
        int pid = 0;
        string? fault = request.Fault();
        bool refused = fault is null && !MayStart(ref fault);
        if (fault is null && !refused)
        {
            int error = Spawner.Start(request, out pid, out string what);
            fault = error == 0 ? null : $"cannot {what}: {Errno.Explain(error)}";
        }

        foreach (IDisposable end in closeAfterStart)
        {
            end.Dispose();
        }

        lock (gate)
        {
            IsRefused = refused;
            StartError = fault;
            Pid = pid;
            GoneAtTicks = MonotonicClock.Ticks;
            isGone = pid == 0;
            isStarted = true;
            if (killed && pid != 0)
            {
                _ = Signals.Send(-pid, Signals.Kill);
            }
        }

        return pid != 0;
    }

    private bool MayStart(ref string? fault)
    {
        lock (gate)
        {
            if (killed)
            {
                return false;
            }
        }

        try
        {
            return mayStart is null || mayStart();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A question that fails is a no, and the caller reads why; it must not end the process from this thread.
            fault = $"asking whether it may start failed: {e.Message}";
            return false;
        }
    }

    private unsafe void Reap()
    {
        // First wait without reaping: while the dead leader is there its id cannot become another group's.
        byte* info = stackalloc byte[256];
        int options = ProcessNumbers.WaitExited | ProcessNumbers.WaitKeep;
        while (SpawnCalls.WaitId(ProcessNumbers.WaitForPid, Pid, info, options) != 0 && LibC.LastError == Errno.EINTR)
        {
        }

        lock (gate)
        {
            _ = Signals.Send(-Pid, Signals.Kill);
            int status = 0;
            int reaped;
            do
            {
                reaped = SpawnCalls.WaitPid(Pid, &status, 0);
            }
            while (reaped < 0 && LibC.LastError == Errno.EINTR);
            WaitStatus = reaped == Pid ? status : null;
            GoneAtTicks = MonotonicClock.Ticks;
            isGone = true;
        }
    }
}
