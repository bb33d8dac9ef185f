using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Calls;
using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Steps;

/// <summary>Runs one command of a custom group; exit 0 is success.</summary>
internal sealed class CommandStep(Caller caller, IReadOnlyList<string>? line, string subject) : IStepAction
{
    public Attempt Try()
    {
        if (line is null)
        {
            return Attempt.Failed($"the group has no command '{subject}': the plan is of another configuration");
        }

        if (!caller.Run(line, out CommandResult result, out CallFailure failure))
        {
            return Attempt.Of(failure);
        }

        return result.ExitCode == 0
            ? Attempt.Done($"{subject}: exit 0")
            : Attempt.Failed($"{subject}: exit {result.ExitCode}, " +
                OneLine.Said(result.StandardError, result.StandardOutput));
    }

    /// <summary>The argument list that a step's subject stands for; null if the group has none such.</summary>
    public static IReadOnlyList<string>? Find(CustomCommands custom, string subject)
    {
        IEnumerable<IReadOnlyList<string>> all = [.. custom.Takeover, .. custom.Release, .. custom.Rejoin];
        return all.FirstOrDefault(command => CommandText.Of(command) == subject);
    }
}
