using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage.Ctl;
using Beast.Quorum.Storage.Initiator;
using Beast.Quorum.Storage.Multipath;
using Beast.Quorum.Storage.Steps;

namespace Beast.Quorum.Storage.Plans;

/// <summary>The commands behind steps on paths. What is known only when they run stands in angle brackets.</summary>
internal static class PathCommands
{
    private const string PeerDisk = "DISK";

    public static IReadOnlyList<string> Of(
        ArbitratorConfiguration paths, PlanStep step, CommandsConfiguration commands)
    {
        string name = step.Subject;
        string local = LocalPath.ProviderOf(paths);
        return step.Kind switch
        {
            StepKind.AttachLocalPath => Attach(commands, name, local),
            StepKind.UseLocalPath => [Status(commands), Text(GmultipathCommands.Rotate(commands, name))],
            StepKind.DetachLocalPath =>
                [Status(commands), .. LunCommands.Backed(commands, LunRoles.Secondary),
                    Text(GmultipathCommands.Remove(commands, name, local))],
            StepKind.OpenSession =>
                [.. Sessions(commands),
                    Text(IscsictlCommands.Remove(commands, paths.Portal ?? "", paths.Target ?? "")),
                    Text(IscsictlCommands.Add(commands, paths.Portal ?? "", paths.Target ?? ""))],
            StepKind.WaitSession => Sessions(commands),
            StepKind.AttachPeerPath =>
                [.. Sessions(commands), .. Attach(commands, name, PeerDisk).Select(Named)],
            StepKind.UsePeerPath =>
                [.. Sessions(commands), Status(commands), Text(GmultipathCommands.Rotate(commands, name))],
            _ => throw new ArgumentOutOfRangeException(nameof(step), step.Kind, "not a step on paths"),
        };
    }

    private static IReadOnlyList<string> Attach(CommandsConfiguration commands, string name, string provider) =>
    [
        Status(commands),
        Text(GmultipathCommands.Load(commands)),
        Text(GmultipathCommands.Add(commands, name, provider)),
        Text(GmultipathCommands.Restore(commands, name, provider)),
        .. LunCommands.Backed(commands, LunRoles.Secondary),
        Text(GmultipathCommands.Create(commands, name, provider)),
    ];

    private static string Named(string line) =>
        line.EndsWith(" " + PeerDisk, StringComparison.Ordinal)
            ? line[..^PeerDisk.Length] + "<disk of the session>"
            : line;

    private static IReadOnlyList<string> Sessions(CommandsConfiguration commands) =>
        [Text(IscsictlCommands.ListJson(commands)), Text(IscsictlCommands.ListText(commands))];

    private static string Status(CommandsConfiguration commands) => Text(GmultipathCommands.Status(commands));

    private static string Text(IReadOnlyList<string> line) => CommandText.Of(line);
}
