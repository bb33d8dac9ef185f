namespace Beast.Quorum.Platform.Processes;

/// <summary>Runs commands. Blocking, for worker threads; may be called from several at a time.</summary>
public interface ICommandRunner
{
    /// <summary>
    /// Runs a command and returns when it has ended, or when its deadline (and a grace for killing it) has passed.
    /// Never throws for what the command or the system does.
    /// </summary>
    public CommandResult Run(CommandRequest request);
}

/// <summary>What to run.</summary>
/// <param name="Arguments">The program (searched in PATH if it has no slash) and its arguments; no shell.</param>
/// <param name="Deadline">How long it may take, from the call on.</param>
public sealed record CommandRequest(IReadOnlyList<string> Arguments, TimeSpan Deadline)
{
    /// <summary>Bytes of standard output, and of standard error, that are kept (64 KiB); the rest is dropped.</summary>
    public int OutputLimit { get; init; } = 64 * 1024;

    /// <summary>Variables added to the inherited environment.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>
    /// Asked immediately before the program is started, on another thread than the caller's; if it says no (or
    /// throws), nothing is started.
    /// </summary>
    public Func<bool>? MayStart { get; init; }

    /// <summary>
    /// Called once on a background thread when an abandoned process has ended at last; must not throw.
    /// </summary>
    public Action? WhenGone { get; init; }

    /// <summary>
    /// Descriptors that the command inherits under the same numbers, such as that of the instance lock.
    /// </summary>
    public IReadOnlyList<int> InheritedDescriptors { get; init; } = [];
}

/// <summary>How a command ended.</summary>
public enum CommandEnd
{
    /// <summary>It ended by itself; look at the exit code.</summary>
    Exited,

    /// <summary>A signal ended it.</summary>
    Signalled,

    /// <summary>It passed its deadline and was killed.</summary>
    TimedOut,

    /// <summary>It passed its deadline and cannot be killed (it hangs in the kernel, or its start does).</summary>
    Abandoned,

    /// <summary>It could not be started; standard error says why.</summary>
    NotStarted,

    /// <summary>It was not started because <see cref="CommandRequest.MayStart"/> said no.</summary>
    Refused,
}

/// <summary>What became of a command.</summary>
/// <param name="End">How it ended.</param>
/// <param name="ExitCode">
/// 0 to 255 as the program gave it; 128 + the signal's number if a signal ended it; -1 if there is none.
/// </param>
/// <param name="StandardOutput">What it wrote, as UTF-8; ends in <c>[cut]</c> if there was more.</param>
/// <param name="StandardError">The same for standard error; of a command that was not started: why.</param>
/// <param name="Elapsed">From the call to its end.</param>
/// <param name="ProcessId">Its process id and process group; 0 if it was not started.</param>
public sealed record CommandResult(
    CommandEnd End, int ExitCode, string StandardOutput, string StandardError, TimeSpan Elapsed, int ProcessId)
{
    /// <summary>Whether it exited with status 0.</summary>
    public bool Succeeded => End == CommandEnd.Exited && ExitCode == 0;
}
