using System.Text.RegularExpressions;

namespace Beast.Quorum.Simulation.Mutations;

/// <summary>What the test runner printed.</summary>
internal static partial class TestOutput
{
    /// <summary>Names of the tests that failed, sorted.</summary>
    public static string[] Failed(string text) => [.. FailedTest().Matches(text)
        .Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whether any test ran at all.</summary>
    public static bool Ran(string text) => Summary().IsMatch(text);

    [GeneratedRegex(@"^\s*Failed ([A-Za-z_][^\[\r\n]*[^\[\r\n ])", RegexOptions.Multiline)]
    private static partial Regex FailedTest();

    [GeneratedRegex("^(Passed|Failed)! |^Total tests: [1-9]", RegexOptions.Multiline)]
    private static partial Regex Summary();
}
