using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Daemon.Configuration.Schema;

/// <summary>Kinds that several keys share.</summary>
internal static class Kinds
{
    public static Kind Path { get; } = new TextKind("an absolute path");

    public static Kind SocketPath { get; } = new TextKind(
        $"an absolute path; of a socket, at most {ConfigurationBounds.SocketPathLength} bytes");

    public static Kind Flag { get; } = new FlagKind();

    public static Kind Node { get; } = new NumberKind(ConfigurationBounds.Node);

    public static Kind Command { get; } = new ListKind<string>(
        new TextKind("a text"),
        "a list, [/absolute/path, argument, ...], run without a shell");

    public static Kind Commands { get; } = new ListKind<IReadOnlyList<string>>(
        Command,
        "a list of commands, each a list as [/absolute/path, argument, ...], run without a shell");

    public static Kind Access { get; } = new ChoiceKind<AccessMethod>(
        ("native", AccessMethod.Native),
        ("command", AccessMethod.Command));

    public static Kind Hardening { get; } = new ChoiceKind<Hardening>(
        ("off", Core.Configuration.Hardening.Off),
        ("on", Core.Configuration.Hardening.On),
        ("required", Core.Configuration.Hardening.Required));
}
