using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Beast.Quorum.Simulation.Mutations;

/// <summary>
/// Runs one mutated core in a copy of this program: without faults it must work, under faults it must be caught, by a
/// seed or by the named scenarios of the core's tests.
/// </summary>
internal sealed partial class MutationRun(CoreSource source, int seeds, string folder)
{
    private const string Core = "Beast.Quorum.Core.dll";

    /// <summary>Hung tests are no verdict.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public MutationResult Run(Mutation mutation, string mutated)
    {
        string program = Copy(AppContext.BaseDirectory, "program", mutated);
        string simulation = Path.Combine(program, "Beast.Quorum.Simulation.dll");
        (int clean, string cleanText) = Start(simulation, "run", "--seeds", "16", "--no-faults");
        if (clean != 0)
        {
            return new MutationResult(mutation, null, "", [], $"breaks without faults: {FirstLine(cleanText)}");
        }

        (int code, string text) = Start(
            simulation, "run", "--seeds", seeds.ToString(CultureInfo.InvariantCulture), "--stop");
        ulong? seed = code == 1 && SeedLine().Match(text) is { Success: true } found
            ? ulong.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;
        return new MutationResult(mutation, seed, seed is null ? "" : Broken(text), Scenarios(mutated), null);
    }

    private string[] Scenarios(string mutated)
    {
        string tests = Path.Combine(source.Root, "tests", "Beast.Quorum.Core.Tests", "bin", "Release", "net10.0");
        if (!Directory.Exists(tests))
        {
            return [];
        }

        string copy = Copy(tests, "tests", mutated);
        (_, string text) = Start(
            "vstest",
            Path.Combine(copy, "Beast.Quorum.Core.Tests.dll"),
            "--TestCaseFilter:(FullyQualifiedName~.Machine.|FullyQualifiedName~.Scenarios.|FullyQualifiedName~.Time.)"
                + "&FullyQualifiedName!~RandomFaultTests");
        return [.. FailedTest().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order(
            StringComparer.Ordinal)];
    }

    private string Copy(string from, string name, string mutated)
    {
        string to = Path.Combine(folder, name);
        if (!Directory.Exists(to))
        {
            foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                string target = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }

        File.Copy(mutated, Path.Combine(to, Core), overwrite: true);
        return to;
    }

    private static (int Code, string Text) Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            return (-1, "it hung");
        }

        string text = output.GetAwaiter().GetResult();
        return (process.ExitCode, text.Length == 0 ? errors.GetAwaiter().GetResult() : text);
    }

    private static string Broken(string text) =>
        BrokenLine().Match(text) is { Success: true } match ? match.Groups[1].Value.Trim() : FirstLine(text);

    private static string FirstLine(string text) => text.Split('\n')
        .FirstOrDefault(line => line.Length > 0 && !line.StartsWith("seeds ", StringComparison.Ordinal)) ?? "";

    [GeneratedRegex("^seed ([0-9]+): ", RegexOptions.Multiline)]
    private static partial Regex SeedLine();

    [GeneratedRegex("^(?:SEED=[0-9]+ at [0-9]+ ms: )(.*)$", RegexOptions.Multiline)]
    private static partial Regex BrokenLine();

    [GeneratedRegex(@"^\s*Failed ([A-Za-z_][A-Za-z0-9_]*)", RegexOptions.Multiline)]
    private static partial Regex FailedTest();
}
