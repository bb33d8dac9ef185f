namespace Beast.Quorum.Platform.Processes;

/// <summary>Runs programs without a shell, each in a process group of its own and with a deadline.</summary>
public interface ICommandRunner
{
    /// <summary>Runs one command and waits for its end, at most until its deadline. Thread-safe.</summary>
    public CommandResult Run(CommandRequest request);
}

/// <summary>One command to run.</summary>
/// <param name="Arguments">The program's absolute path and its arguments.</param>
/// <param name="Deadline">Time after which the process group is killed.</param>
public sealed record CommandRequest(IReadOnlyList<string> Arguments, TimeSpan Deadline)
{
    /// <summary>Most bytes that are kept of each of the two output streams.</summary>
    public int OutputLimit { get; init; } = 64 * 1024;

    /// <summary>The whole environment; null for the runner's own default.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Asked right before the process is started; false ends the request as <see cref="CommandEnd.Refused"/>.</summary>
    public Func<bool>? MayStart { get; init; }

    /// <summary>Called once when an abandoned process has ended after all.</summary>
    public Action? WhenGone { get; init; }

    /// <summary>Descriptors that the process inherits, besides the three standard ones.</summary>
    public IReadOnlyList<int> InheritedDescriptors { get; init; } = [];
}

/// <summary>How a command ended.</summary>
public enum CommandEnd
{
    /// <summary>By itself; see the exit code.</summary>
    Exited,

    /// <summary>By a signal that the runner did not send.</summary>
    Signalled,

    /// <summary>Its deadline passed; it was killed and has ended.</summary>
    TimedOut,

    /// <summary>Its deadline passed and it cannot be killed.</summary>
    Abandoned,

    /// <summary>The program could not be started.</summary>
    NotStarted,

    /// <summary><see cref="CommandRequest.MayStart"/> said no.</summary>
    Refused,
}

/// <summary>What became of a command.</summary>
/// <param name="End">How it ended.</param>
/// <param name="ExitCode">Its exit code, if it exited.</param>
/// <param name="StandardOutput">What it wrote to standard output, cut at the limit.</param>
/// <param name="StandardError">What it wrote to standard error, or why it was not started.</param>
/// <param name="Elapsed">From the start to the end.</param>
/// <param name="ProcessId">Its process id; 0 if it was not started.</param>
public sealed record CommandResult(
    CommandEnd End,
    int ExitCode,
    string StandardOutput,
    string StandardError,
    TimeSpan Elapsed,
    int ProcessId);
