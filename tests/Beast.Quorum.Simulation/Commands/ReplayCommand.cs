using System.CommandLine;
using System.Globalization;
using Beast.Quorum.Simulation.Runs;

namespace Beast.Quorum.Simulation.Commands;

/// <summary><c>replay</c>: one seed again, with everything that happens in a file if wanted.</summary>
internal static class ReplayCommand
{
    public static Command Build()
    {
        Argument<ulong> seed = new("SEED") { Description = "the seed to run again" };
        Option<string?> trace = new("--trace")
        {
            Description = "write everything that happens to this file",
            HelpName = "FILE",
        };
        SeedOptions common = new();
        Command command = new("replay", "Runs one seed again, exactly.") { seed, trace };
        common.AddTo(command);
        command.SetAction(result => RunOne(result.GetValue(seed), common.Read(result), result.GetValue(trace)));
        return command;
    }

    public static int RunOne(ulong seed, RunOptions options, string? file)
    {
        SeedRun run = new(seed, options);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {run.Options}"));
        SeedResult result;
        try
        {
            using StreamWriter? writer = file is null ? null : new StreamWriter(file);
            result = run.Run(writer);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"the trace cannot be written to {file}: {failure.Message}");
            return 2;
        }

        BatchReport report = new();
        report.Add(result);
        if (result.Violation is not null)
        {
            Console.WriteLine(result.Violation);
        }

        foreach (string line in report.Lines())
        {
            Console.WriteLine(line);
        }

        Console.WriteLine(SeedOptions.Replay(seed, options));
        return result.Violation is null ? 0 : 1;
    }
}
