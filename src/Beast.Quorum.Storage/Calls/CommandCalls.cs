using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.Storage.Calls;

/// <summary>Runs commands with what all commands of the daemon share.</summary>
/// <param name="runner">Starts the processes.</param>
/// <param name="inherited">
/// Descriptors that every command inherits: the daemon's lock, so that no successor starts while a command still runs.
/// </param>
internal sealed class CommandCalls(ICommandRunner runner, IReadOnlyList<int> inherited)
{
    /// <summary>Most bytes kept of an output stream; the parsers take an answer of this length for cut.</summary>
    public const int OutputLimit = 64 * 1024;

    public CommandResult Run(IReadOnlyList<string> arguments, CallTerms terms) =>
        runner.Run(new CommandRequest(arguments, terms.Deadline)
        {
            OutputLimit = OutputLimit,
            MayStart = terms.MayStart,
            WhenGone = terms.WhenGone,
            InheritedDescriptors = inherited,
        });
}
