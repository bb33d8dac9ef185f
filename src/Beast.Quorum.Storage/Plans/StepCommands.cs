using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage.Ctl;
using Beast.Quorum.Storage.ImportCache;
using Beast.Quorum.Storage.Sysctls;
using Beast.Quorum.Storage.Targets;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Plans;

/// <summary>
/// The commands behind a step, in order: the first always runs, the others as the answers ask for them.
/// </summary>
internal static class StepCommands
{
    public static IReadOnlyList<string> Of(
        GroupConfiguration group, PlanStep step, StorageSystem system)
    {
        CommandsConfiguration commands = system.Commands;
        ISysctlAccess sysctls = system.Sysctls;
        string subject = step.Subject;
        return step.Kind switch
        {
            StepKind.ExportStandbyImport =>
                [.. State(commands, subject), Text(ZpoolCommands.Export(commands, subject))],
            StepKind.ImportPool =>
                [.. Imports(group, system, subject), .. AfterImport(commands, subject)],
            StepKind.ImportReadOnly =>
                [Text(ZpoolCommands.ImportReadOnly(commands, subject)), .. AfterImport(commands, subject)],
            StepKind.WaitBackingPath when commands.Backing.Count > 0 => [Text([.. commands.Backing, subject])],
            StepKind.WaitBackingPath => [$"open {subject} (O_RDONLY)"],
            StepKind.TakeRole => Role(sysctls, CtlVariables.Primary),
            StepKind.GiveRole => Role(sysctls, CtlVariables.Secondary),
            StepKind.EnsureTargetDaemon =>
                [Text(ServiceCommands.Status(commands)), Text(ServiceCommands.Start(commands))],
            StepKind.WaitLunReady =>
                [Text(CtladmCommands.TestUnitReady(commands, subject)),
                    sysctls.DescribeWrite(CtlVariables.Role, CtlVariables.Primary)],
            StepKind.SetPeer =>
                [sysctls.DescribeRead(CtlVariables.Peer), sysctls.DescribeWrite(CtlVariables.Peer, subject)],
            StepKind.StartScrub => [Text(ZpoolCommands.Scrub(commands, subject))],
            StepKind.ExportPool => [Text(ZpoolCommands.Export(commands, subject))],
            StepKind.VerifyPoolGone when subject.Length == 0 => [Text(group.Custom.Serving)],
            StepKind.VerifyPoolGone => [Text(ZpoolCommands.Names(commands))],
            StepKind.VerifyPoolNotWritable => State(commands, subject),
            StepKind.WaitLink => [sysctls.DescribeRead(CtlVariables.Link)],
            StepKind.RunCommand => [subject],
            _ => throw new ArgumentOutOfRangeException(nameof(step), step.Kind, "unknown kind of step"),
        };
    }

    private static IReadOnlyList<string> State(CommandsConfiguration commands, string pool) =>
        [Text(ZpoolCommands.Names(commands)), Text(ZpoolCommands.Get(commands, "readonly", pool))];

    private static IReadOnlyList<string> Imports(GroupConfiguration group, StorageSystem system, string pool)
    {
        // "beastq plan" asks no program; a version that nobody asked for may be any.
        ZfsVersion version = system.Versions.Known;
        version = version.Family == ZfsFamily.Unknown ? new ZfsVersion(ZfsFamily.OpenZfs, 2, 0) : version;
        IEnumerable<string> lines = ImportPhases.Of(system, group, pool, version).Select(phase => Text(phase.Line));
        return group.ImportMissingLog
            ? [.. lines, Text(ZpoolCommands.ImportWithoutLog(system.Commands, pool))]
            : [.. lines];
    }

    private static IReadOnlyList<string> AfterImport(CommandsConfiguration commands, string pool) =>
        [Text(ZpoolCommands.Get(commands, "cachefile", pool)), .. State(commands, pool)];

    private static IReadOnlyList<string> Role(ISysctlAccess sysctls, string role) =>
        [sysctls.DescribeWrite(CtlVariables.Role, role), sysctls.DescribeRead(CtlVariables.Role)];

    private static string Text(IReadOnlyList<string> line) =>
        line.Count > 0 ? CommandText.Of(line) : "(nothing is configured; this step fails)";
}
