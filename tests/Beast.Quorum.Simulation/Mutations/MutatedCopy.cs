using System.Diagnostics;

namespace Beast.Quorum.Simulation.Mutations;

/// <summary>Copies of the programs that use the core, with a mutated core in them.</summary>
internal sealed class MutatedCopy(CoreSource source, string folder)
{
    private const string Core = "Beast.Quorum.Core.dll";

    /// <summary>Whatever hangs that long is no verdict.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>This very program.</summary>
    public (int Code, string Text) Simulate(string mutated, params string[] arguments) =>
        Start([Path.Combine(Copy(AppContext.BaseDirectory, "program", mutated), "Beast.Quorum.Simulation.dll"),
            .. arguments]);

    /// <summary>The tests of the core that a filter chooses.</summary>
    public (int Code, string Text) Test(string mutated, string filter)
    {
        string copy = Copy(TestsOf(source), "tests", mutated);
        return Start(
            ["vstest", Path.Combine(copy, "Beast.Quorum.Core.Tests.dll"), $"--TestCaseFilter:{filter}"]);
    }

    /// <summary>The folder that <see cref="Test"/> takes the tests from.</summary>
    public static string TestsOf(CoreSource source) =>
        Path.Combine(source.Root, "tests", "Beast.Quorum.Core.Tests", "bin", "Release", "net10.0");

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

    private static (int Code, string Text) Start(string[] arguments)
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
}
