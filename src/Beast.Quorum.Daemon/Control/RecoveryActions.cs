using Beast.Quorum.Core.Recovery;

namespace Beast.Quorum.Daemon.Control;

/// <summary>The steps of a recovery by their names in requests.</summary>
internal static class RecoveryActions
{
    public const string Look = "look";
    public const string Scrub = "scrub";
    public const string Clear = "clear";
    public const string End = "end";

    public static IReadOnlyList<string> Names { get; } = [Look, Scrub, Clear, End];

    public static RecoveryAction? Find(string? name) => name switch
    {
        Look => RecoveryAction.Look,
        Scrub => RecoveryAction.Scrub,
        Clear => RecoveryAction.Clear,
        End => RecoveryAction.End,
        _ => null,
    };
}
