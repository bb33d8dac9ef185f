using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage.Ctl;
using Beast.Quorum.Storage.Targets;

namespace Beast.Quorum.Storage.Plans;

/// <summary>The commands behind steps on LUNs. What is known only when they run stands in angle brackets.</summary>
internal static class LunCommands
{
    /// <summary>Stands for what <c>devlist -x</c> shows of a LUN, given to it again.</summary>
    public const string Kept = "<-o NAME=VALUE of every other option that it has>";

    /// <summary>A role for one LUN.</summary>
    public static IReadOnlyList<string> Role(CommandsConfiguration commands, string lun, string role) =>
        [List(commands), Modify(commands, lun, role)];

    /// <summary>A role for every LUN on a path.</summary>
    public static IReadOnlyList<string> Backed(CommandsConfiguration commands, string role) =>
        [List(commands), Ready(commands), Modify(commands, "<LUN>", role)];

    /// <summary>The reload, with the look before it and after it.</summary>
    public static IReadOnlyList<string> Reload(CommandsConfiguration commands) =>
        [List(commands), Ready(commands), CommandText.Of(ServiceCommands.Reload(commands))];

    private static string List(CommandsConfiguration commands) => CommandText.Of(CtladmCommands.List(commands));

    private static string Ready(CommandsConfiguration commands) =>
        CommandText.Of(CtladmCommands.TestUnitReady(commands, "")).Replace("''", "<LUN>", StringComparison.Ordinal);

    private static string Modify(CommandsConfiguration commands, string lun, string role)
    {
        string head = CommandText.Of(CtladmCommands.SetRole(commands, "", []));
        return head.Replace("''", lun, StringComparison.Ordinal) + $" {Kept} -o {CtlLun.RoleOption}={role}";
    }
}
