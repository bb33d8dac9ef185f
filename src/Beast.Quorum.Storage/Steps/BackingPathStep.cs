using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Steps;

/// <summary>
/// Waits until the path behind a LUN can be opened: a zvol's node may appear after the import has returned, and a
/// LUN whose path is not there when the role is taken stays without media.
/// </summary>
internal sealed class BackingPathStep(Caller caller, string path) : IStepAction
{
    public Attempt Try()
    {
        IReadOnlyList<string> command = caller.System.Commands.Backing;
        return command.Count > 0 ? Ask([.. command, path]) : Open();
    }

    private Attempt Ask(IReadOnlyList<string> line)
    {
        if (!caller.Run(line, out CommandResult result, out CallFailure failure))
        {
            return Attempt.Of(failure);
        }

        return result.ExitCode == 0
            ? Attempt.Done($"{path} opens")
            : Attempt.NotYet($"{path} does not open: {OneLine.Said(result.StandardError, result.StandardOutput)}");
    }

    private Attempt Open()
    {
        // The open changes nothing, so one that never returns is a lost thread and not an abandoned process.
        bool inTime = DetachedCall<string>.TryRun(
            "backing path",
            () => caller.System.BackingPaths.CanOpen(path, out string why) ? "" : why,
            caller.Clock.Left, () => { }, out string? problem);
        if (!inTime)
        {
            return Attempt.Of(new CallFailure(
                Core.Plans.StepOutcome.TimedOut, $"the open of {path} has not returned; look at the disks (dmesg)"));
        }

        return string.IsNullOrEmpty(problem)
            ? Attempt.Done($"{path} opens")
            : Attempt.NotYet($"{path} does not open: {problem}");
    }
}
