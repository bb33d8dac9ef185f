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
}
