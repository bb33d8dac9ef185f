using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Storage.Initiator;

/// <summary>The command lines of iscsictl(8), all of them that beastq ever runs.</summary>
public static class IscsictlCommands
{
    /// <summary>
    /// All sessions, for programs; <see cref="SessionJson"/>. The answer holds CHAP secrets and is never quoted.
    /// </summary>
    public static IReadOnlyList<string> ListJson(CommandsConfiguration commands) =>
        [.. commands.Iscsictl, "--libxo", "json", "-L", "-v"];

    /// <summary>All sessions, a line each, for iscsictl without libxo (10.x); <see cref="SessionText"/>.</summary>
    public static IReadOnlyList<string> ListText(CommandsConfiguration commands) => [.. commands.Iscsictl, "-L"];

    /// <summary>
    /// Asks for a session. Without <c>-w</c>: that would wait for all sessions of the host, not for this one.
    /// </summary>
    public static IReadOnlyList<string> Add(CommandsConfiguration commands, string portal, string target) =>
        [.. commands.Iscsictl, "-A", "-p", portal, "-t", target];

    /// <summary>Ends a session; it is gone from the list a moment later.</summary>
    public static IReadOnlyList<string> Remove(CommandsConfiguration commands, string portal, string target) =>
        [.. commands.Iscsictl, "-R", "-p", portal, "-t", target];
}
