using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Daemon.Doctor.Checks;

/// <summary>Which methods of fencing are configured.</summary>
internal static class FencingMethods
{
    /// <summary>Their names as beastq.yml has them: <c>command</c>, <c>scsi-pr</c>; empty if there is none.</summary>
    public static IReadOnlyList<string> Of(BeastqConfiguration configuration) =>
        [.. configuration.Fencing.InOrder.Select(method => Name(method.Method))];

    private static string Name(FencingMethod method) => string.Concat(method.ToString().Select((letter, at) =>
        char.IsUpper(letter) && at > 0 ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
