using System.Globalization;
using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Storage.Ctl;

/// <summary>The command lines of ctladm(8), all of them that beastq ever runs.</summary>
public static class CtladmCommands
{
    /// <summary>Asks one LUN whether it is ready; <see cref="UnitReady"/>.</summary>
    public static IReadOnlyList<string> TestUnitReady(CommandsConfiguration commands, string lun) =>
        [.. commands.Ctladm, "tur", lun];

    /// <summary>Lists the LUNs as XML; <see cref="LunList"/>.</summary>
    public static IReadOnlyList<string> List(CommandsConfiguration commands) => [.. commands.Ctladm, "devlist", "-x"];

    /// <summary>
    /// Gives a LUN a role of its own, and every other option that it has again: newer versions replace the whole set,
    /// and a LUN without its <c>file</c> cannot be opened any more.
    /// </summary>
    public static IReadOnlyList<string> SetRole(CommandsConfiguration commands, CtlLun lun, string role) =>
        SetRole(
            commands,
            lun.Number.ToString(CultureInfo.InvariantCulture),
            [.. lun.Set.Where(option => option.Name != CtlLun.RoleOption)
                .Append(new LunOption(CtlLun.RoleOption, role))
                .SelectMany(option => (string[])["-o", $"{option.Name}={option.Value}"])]);

    /// <summary>The same for a LUN whose options are not known yet.</summary>
    internal static IReadOnlyList<string> SetRole(
        CommandsConfiguration commands, string lun, IReadOnlyList<string> options) =>
        [.. commands.Ctladm, "modify", "-b", "block", "-l", lun, .. options];
}
