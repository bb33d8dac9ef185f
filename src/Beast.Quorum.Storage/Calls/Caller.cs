using System.Globalization;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Sysctls;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Calls;

/// <summary>
/// Makes the calls of one step (or one inspection) within its deadline, and turns every way in which a call can end
/// without an answer into a <see cref="CallFailure"/>.
/// </summary>
internal sealed class Caller(StorageSystem system, Countdown clock, Func<bool> mayStart, Action whenGone)
{
    public StorageSystem System => system;

    public Countdown Clock => clock;

    public CallTerms Terms => new(clock.Left, mayStart, whenGone);

    /// <summary>How many commands had to be left behind.</summary>
    public int LeftBehind { get; private set; }

    /// <summary>Runs a command; true if it exited by itself, whatever its exit code.</summary>
    public bool Run(IReadOnlyList<string> arguments, out CommandResult result, out CallFailure failure)
    {
        string line = CommandText.Of(arguments);
        if (OutOfTime(line, out failure))
        {
            result = new CommandResult(CommandEnd.TimedOut, 0, "", "", TimeSpan.Zero, 0);
            return false;
        }

        result = system.Calls.Run(arguments, Terms);
        LeftBehind += result.End == CommandEnd.Abandoned ? 1 : 0;
        failure = result.End switch
        {
            CommandEnd.Exited => Nothing,
            CommandEnd.Signalled => Failed(line, $"ended by a signal ({result.ExitCode})"),
            CommandEnd.NotStarted => Failed(
                line, $"not started: {OneLine.Said(result.StandardError, "")}; check the path under commands"),
            CommandEnd.TimedOut => new CallFailure(
                StepOutcome.TimedOut, $"{line}: not ended within {Seconds(result.Elapsed)} s, killed"),
            CommandEnd.Abandoned => new CallFailure(StepOutcome.Abandoned,
                $"{line}: process {result.ProcessId} hangs in the kernel, look at the disks (dmesg)"),
            CommandEnd.Refused => new CallFailure(StepOutcome.Refused, $"{line}: not started, the lease is not valid"),
            _ => throw new InvalidOperationException($"unknown end {result.End}"),
        };
        return result.End == CommandEnd.Exited;
    }

    /// <summary>Reads a sysctl variable.</summary>
    public bool Read(string name, out string value, out CallFailure failure)
    {
        value = "";
        if (OutOfTime(name, out failure))
        {
            return false;
        }

        SysctlAnswer answer = system.Sysctls.Read(name, Terms);
        value = answer.Value;
        return Succeeded(answer, out failure);
    }

    /// <summary>Writes a sysctl variable.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="value">The value.</param>
    /// <param name="gone">Called, besides the step's own, when a write that was given up has returned.</param>
    /// <param name="failure">Why it was not written.</param>
    public bool Write(string name, string value, Action gone, out CallFailure failure)
    {
        if (OutOfTime(name, out failure))
        {
            return false;
        }

        CallTerms terms = Terms;
        Action both = () =>
        {
            gone();
            terms.WhenGone();
        };
        return Succeeded(system.Sysctls.Write(name, value, terms with { WhenGone = both }), out failure);
    }

    private static readonly CallFailure Nothing = new(StepOutcome.Failed, "");

    private static bool Succeeded(SysctlAnswer answer, out CallFailure failure)
    {
        failure = answer.End switch
        {
            SysctlEnd.Ok => Nothing,
            SysctlEnd.Failed => new CallFailure(StepOutcome.Failed, answer.Error),
            SysctlEnd.TimedOut => new CallFailure(StepOutcome.TimedOut, answer.Error),
            SysctlEnd.Abandoned => new CallFailure(StepOutcome.Abandoned, answer.Error),
            SysctlEnd.Refused => new CallFailure(StepOutcome.Refused, answer.Error),
            _ => throw new InvalidOperationException($"unknown end {answer.End}"),
        };
        return answer.End == SysctlEnd.Ok;
    }

    private bool OutOfTime(string what, out CallFailure failure)
    {
        bool late = clock.Left <= TimeSpan.Zero;
        failure = late
            ? new CallFailure(StepOutcome.TimedOut, $"{what}: no time left of {Seconds(clock.Whole)} s")
            : Nothing;
        return late;
    }

    private static CallFailure Failed(string line, string what) => new(StepOutcome.Failed, $"{line}: {what}");

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
