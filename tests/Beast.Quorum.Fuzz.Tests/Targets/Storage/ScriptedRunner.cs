using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.Fuzz.Tests.Targets.Storage;

/// <summary>
/// Answers the commands of an inspection or a step with the sections of a text, one after the other; sections are
/// divided by lines <c>%%</c>, and after the last one commands print nothing.
/// </summary>
internal sealed class ScriptedRunner(string script) : ICommandRunner
{
    private readonly string[] sections = script.Split("%%\n");
    private int next;

    /// <summary>What was run, and what it answered.</summary>
    public List<(string Line, CommandResult Result)> Log { get; } = [];

    public CommandResult Run(CommandRequest request)
    {
        CommandResult result = Printed.Read(next < sections.Length ? sections[next++] : "");
        Log.Add((string.Join(' ', request.Arguments), result));
        return result;
    }
}
