using System.Reflection;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Fencing;

namespace Beast.Quorum.Daemon.Status;

/// <summary>What a status shows beside the machine's snapshot: the configuration in force.</summary>
/// <param name="Cluster">Name of the cluster.</param>
/// <param name="Timing">The thresholds in force.</param>
/// <param name="Fencing">The methods of fencing, in their order.</param>
/// <param name="AcceptNoFencing">Whether <c>i_accept_no_fencing</c> is set.</param>
/// <param name="DevicePath">Where the quorum device is.</param>
/// <param name="Interlinks">The interlinks, in the order of the paths.</param>
public sealed record StatusContext(
    string Cluster,
    QuorumTiming Timing,
    IReadOnlyList<string> Fencing,
    bool AcceptNoFencing,
    string DevicePath,
    IReadOnlyList<InterlinkConfiguration> Interlinks)
{
    /// <summary>Version of beastq.</summary>
    public string Program { get; init; } = ProgramVersion;

    /// <summary>The commands that were killed and are still there, as lines.</summary>
    public Func<IReadOnlyList<string>> AbandonedCommands { get; init; } = () => [];

    /// <summary>Version of this program, such as <c>0.1.0</c>.</summary>
    public static string ProgramVersion { get; } = typeof(StatusContext).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>The part of a configuration that a status shows.</summary>
    public static StatusContext From(BeastqConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new StatusContext(
            configuration.Cluster,
            configuration.Timing,
            [.. configuration.Fencing.InOrder.Select(method => FenceMethods.NameOf(method.Method))],
            configuration.AcceptNoFencing,
            configuration.QuorumDevice.Path,
            configuration.Interlinks)
        {
            AbandonedCommands = () => [.. Platform.Processes.AbandonedCommands.List().Select(Line)],
        };
    }

    private static string Line(Platform.Processes.AbandonedCommand command) =>
        $"{command.Program} ({(command.ProcessId == 0 ? "not even started" : $"process {command.ProcessId}")}, "
        + $"{Show.Span(command.Age.TotalMilliseconds)})";
}
