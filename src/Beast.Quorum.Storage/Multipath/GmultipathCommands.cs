using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Storage.Multipath;

/// <summary>
/// The command lines of gmultipath(8), all of them that beastq ever runs. Devices are made by hand, without a label on
/// the disk: a label would lie in the volume's last sector, and every node that imports the pool would taste it.
/// </summary>
public static class GmultipathCommands
{
    /// <summary>All devices with their paths; <see cref="MultipathStatus"/>.</summary>
    public static IReadOnlyList<string> Status(CommandsConfiguration commands) =>
        [.. commands.Gmultipath, "status", "-gs"];

    /// <summary>Loads the kernel's part.</summary>
    public static IReadOnlyList<string> Load(CommandsConfiguration commands) => [.. commands.Gmultipath, "load"];

    /// <summary>Makes a device with one path.</summary>
    public static IReadOnlyList<string> Create(CommandsConfiguration commands, string name, string provider) =>
        [.. commands.Gmultipath, "create", name, provider];

    /// <summary>Adds a path.</summary>
    public static IReadOnlyList<string> Add(CommandsConfiguration commands, string name, string provider) =>
        [.. commands.Gmultipath, "add", name, provider];

    /// <summary>
    /// Takes a path out. The bare name: the kernel strips <c>/dev/</c> for <c>add</c> and <c>create</c>, and not here.
    /// </summary>
    public static IReadOnlyList<string> Remove(CommandsConfiguration commands, string name, string provider) =>
        [.. commands.Gmultipath, "remove", name, provider];

    /// <summary>Makes a failed path good again.</summary>
    public static IReadOnlyList<string> Restore(CommandsConfiguration commands, string name, string provider) =>
        [.. commands.Gmultipath, "restore", name, provider];

    /// <summary>Makes another good path the active one.</summary>
    public static IReadOnlyList<string> Rotate(CommandsConfiguration commands, string name) =>
        [.. commands.Gmultipath, "rotate", name];
}
