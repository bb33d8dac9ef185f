using System.Globalization;
using System.Text.RegularExpressions;

namespace Beast.Quorum.Simulation.Mutations;

/// <summary>
/// Runs one mutated core in a copy of this program: without faults it must work, under faults it must be caught, by a
/// seed or by the named scenarios of the core's tests.
/// </summary>
internal sealed partial class MutationRun(MutatedCopy copy, int seeds)
{
    /// <summary>The named scenarios: tests of the machine, golden decisions, proofs of the thresholds.</summary>
    private const string Scenarios =
        "(FullyQualifiedName~.Machine.|FullyQualifiedName~.Scenarios.|FullyQualifiedName~.Time.)"
        + "&FullyQualifiedName!~RandomFaultTests";

    private HashSet<string> alwaysRed = [];

    /// <summary>Tests that fail in a copy anyway, such as those that look for the repository, prove nothing.</summary>
    public bool SeeUnchanged(string unchanged)
    {
        string text = copy.Test(unchanged, Scenarios).Text;
        alwaysRed = [.. TestOutput.Failed(text)];
        return TestOutput.Ran(text);
    }

    public MutationResult Run(Mutation mutation, string mutated)
    {
        (int clean, string cleanText) = copy.Simulate(mutated, "run", "--seeds", "16", "--no-faults");
        if (clean != 0)
        {
            return new MutationResult(mutation, null, "", [], $"breaks without faults: {Broken(cleanText)}");
        }

        (int code, string text) = copy.Simulate(
            mutated, "run", "--seeds", seeds.ToString(CultureInfo.InvariantCulture), "--stop");
        ulong? seed = code == 1 && SeedLine().Match(text) is { Success: true } found
            ? ulong.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;

        // Holes are shown by name too; for the rest a seed is enough.
        bool named = seed is null || mutation.Origin.Contains("hole", StringComparison.Ordinal);
        string[] failed = named
            ? [.. TestOutput.Failed(copy.Test(mutated, Scenarios).Text).Where(test => !alwaysRed.Contains(test))]
            : [];
        return new MutationResult(mutation, seed, seed is null ? "" : Broken(text), failed, null);
    }

    private static string Broken(string text) =>
        BrokenLine().Match(text) is { Success: true } match ? match.Groups[1].Value.Trim() : FirstLine(text);

    private static string FirstLine(string text) => text.Split('\n')
        .FirstOrDefault(line => line.Length > 0 && !line.StartsWith("seeds ", StringComparison.Ordinal)) ?? "";

    [GeneratedRegex("^seed ([0-9]+): ", RegexOptions.Multiline)]
    private static partial Regex SeedLine();

    [GeneratedRegex("^(?:SEED=[0-9]+ at [0-9]+ ms: )(.*)$", RegexOptions.Multiline)]
    private static partial Regex BrokenLine();
}
