namespace Beast.Quorum.Platform.Processes;

/// <summary>
/// A child that runs for long, in a process group of its own, watched by a thread that reaps it at once.
/// What is left of the group dies with it; disposing it kills them all.
/// </summary>
public sealed class SpawnedProcess : IDisposable
{
    private readonly ChildProcess child;
    private readonly ManualResetEventSlim started = new();
    private readonly ManualResetEventSlim gone = new();
    private readonly Lock gate = new();
    private EventHandler? exited;

    private SpawnedProcess(SpawnRequest request) =>
        child = new ChildProcess(request, mayStart: null) { Changed = OnChanged };

    /// <summary>
    /// Raised once, on the waiting thread, after the child was reaped; a handler added later is called at once.
    /// </summary>
    public event EventHandler? Exited
    {
        add
        {
            bool late;
            lock (gate)
            {
                late = gone.IsSet;
                exited += value;
            }

            if (late)
            {
                value?.Invoke(this, EventArgs.Empty);
            }
        }

        remove
        {
            lock (gate)
            {
                exited -= value;
            }
        }
    }

    /// <summary>Its process id and the id of its process group.</summary>
    public int Pid => child.Pid;

    /// <summary>Whether it was reaped.</summary>
    public bool HasExited => gone.IsSet;

    /// <summary>Its exit status, 128 + the signal's number if a signal ended it, -1 while it runs.</summary>
    public int ExitCode => HasExited ? WaitStatus.ExitCode(child.WaitStatus) : -1;

    /// <summary>When it was reaped, in ticks of MonotonicClock; 0 while it runs.</summary>
    public long ExitedAtTicks => HasExited ? child.GoneAtTicks : 0;

    /// <summary>Starts a program with standard input from /dev/null.</summary>
    /// <param name="arguments">The program (searched in PATH if it has no slash) and its arguments.</param>
    /// <param name="environment">Variables added to the inherited ones.</param>
    /// <param name="workingDirectory">Where it runs; null: where we do.</param>
    /// <param name="standardOutputPath">A file to append its output to; null: our own output.</param>
    /// <param name="standardErrorPath">The same for its error output.</param>
    /// <param name="inheritedDescriptors">Descriptors that it inherits under the same numbers.</param>
    /// <exception cref="IOException">It cannot be started; the message says why.</exception>
    public static SpawnedProcess Start(
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? workingDirectory = null,
        string? standardOutputPath = null,
        string? standardErrorPath = null,
        IReadOnlyList<int>? inheritedDescriptors = null)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        SpawnedProcess process = new(new SpawnRequest(arguments)
        {
            Environment = environment,
            WorkingDirectory = workingDirectory,
            OutputPath = standardOutputPath,
            ErrorPath = standardErrorPath,
            InheritedDescriptors = inheritedDescriptors ?? [],
        });
        process.child.Begin();
        process.started.Wait();
        return process.child.Pid != 0 ? process : throw new IOException(process.child.StartError);
    }

    /// <summary>Waits until the child was reaped; false if that takes longer.</summary>
    public bool WaitForExit(TimeSpan atMost) => gone.Wait(atMost);

    /// <summary>Sends a signal to the child alone; false if it has ended.</summary>
    public bool Signal(int signal) => child.Signal(signal);

    /// <summary>Kills the child and everything it started in its process group.</summary>
    public void KillGroup() => child.KillGroup();

    /// <summary>Kills the group and waits up to 5 s for the child to be reaped.</summary>
    public void Dispose()
    {
        KillGroup();
        _ = WaitForExit(TimeSpan.FromSeconds(5));
    }

    private void OnChanged()
    {
        EventHandler? handlers = null;
        if (child.IsGone)
        {
            lock (gate)
            {
                handlers = exited;
                gone.Set();
            }
        }

        started.Set();
        handlers?.Invoke(this, EventArgs.Empty);
    }
}
