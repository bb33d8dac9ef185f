using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Storage.Targets;

/// <summary>
/// The command lines of service(8) for ctld. Always the <c>one</c> verbs: without <c>ctld_enable</c> the plain ones
/// do nothing and exit 0. ctld is never stopped: that would destroy its LUNs.
/// </summary>
public static class ServiceCommands
{
    /// <summary>Asks whether ctld runs; <see cref="TargetDaemonStatus"/>.</summary>
    public static IReadOnlyList<string> Status(CommandsConfiguration commands) =>
        [.. commands.Service, "ctld", "onestatus"];

    /// <summary>Starts ctld.</summary>
    public static IReadOnlyList<string> Start(CommandsConfiguration commands) =>
        [.. commands.Service, "ctld", "onestart"];

    /// <summary>
    /// Has ctld read its configuration again; <see cref="ServiceFailures.WasDone"/>. Takes the role of every LUN
    /// away that has one of its own, so never run with profile <c>ctl-ha-lun</c>.
    /// </summary>
    public static IReadOnlyList<string> Reload(CommandsConfiguration commands) =>
        [.. commands.Service, "ctld", "onereload"];
}
