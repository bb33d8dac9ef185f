using System.Globalization;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.Platform.Sysctls;

/// <summary>
/// sysctl(8) as a command, so that a prefix such as <c>doas</c> or <c>ssh host</c> works. Its exit status is the
/// number of arguments that failed; what it says on standard error is passed on.
/// </summary>
public sealed class CommandSysctl : ISysctl
{
    private readonly ICommandRunner runner;
    private readonly IReadOnlyList<string> prefix;
    private readonly TimeSpan deadline;

    /// <summary>A sysctl that runs <paramref name="arguments"/> followed by what is asked.</summary>
    /// <param name="runner">Runs the command.</param>
    /// <param name="arguments">Such as <c>/sbin/sysctl</c>.</param>
    /// <param name="deadline">For one call.</param>
    public CommandSysctl(ICommandRunner runner, IReadOnlyList<string> arguments, TimeSpan deadline)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(arguments);
        this.runner = runner;
        prefix = arguments;
        this.deadline = deadline;
    }

    /// <summary>Descriptors that the command inherits, such as that of the instance lock.</summary>
    public IReadOnlyList<int> InheritedDescriptors { get; init; } = [];

    /// <summary>Asked right before a write starts; a no starts nothing.</summary>
    public Func<bool>? MayWrite { get; init; }

    /// <inheritdoc/>
    public SysctlResult Read(string name)
    {
        CommandResult result = Run(["-n", name], mayStart: null);
        return result.Succeeded ? SysctlResult.Success(WithoutNewline(result.StandardOutput)) : Failed(name, result);
    }

    /// <inheritdoc/>
    public SysctlResult Write(string name, string value)
    {
        CommandResult result = Run([$"{name}={value}"], MayWrite);
        return result.Succeeded ? SysctlResult.Success(value) : Failed($"{name}={value}", result);
    }

    private CommandResult Run(string[] arguments, Func<bool>? mayStart) =>
        runner.Run(new CommandRequest([.. prefix, .. arguments], deadline)
        {
            InheritedDescriptors = InheritedDescriptors,
            MayStart = mayStart,
        });

    private SysctlResult Failed(string what, CommandResult result)
    {
        string said = result.StandardError.Trim();
        (int errno, string advice) = result.End == CommandEnd.Exited ? SysctlComplaint.Read(said) : (0, "");
        string error = result.End switch
        {
            CommandEnd.Exited when said.Length > 0 => said,
            CommandEnd.Exited => $"{what}: {prefix[0]} exited with status {result.ExitCode} and no message",
            CommandEnd.NotStarted => $"{what}: {said}",
            CommandEnd.Refused => $"{what}: not started, the lease is not valid",
            CommandEnd.Signalled => $"{what}: {prefix[0]} was ended by signal {result.ExitCode - 128}",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {prefix[0]} did not end within {deadline.TotalSeconds:0.###} s"),
        };
        return SysctlResult.Failure(error, errno, advice);
    }

    private static string WithoutNewline(string text) =>
        text.EndsWith('\n') ? text[..^1] : text;
}
