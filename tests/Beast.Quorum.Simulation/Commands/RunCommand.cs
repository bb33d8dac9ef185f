using System.CommandLine;
using System.Globalization;
using Beast.Quorum.Simulation.Runs;

namespace Beast.Quorum.Simulation.Commands;

/// <summary><c>run</c>: many seeds.</summary>
internal static class RunCommand
{
    private const int ProgressEvery = 1000;

    public static Command Build()
    {
        Option<int> seeds = new("--seeds")
        {
            Description = "how many",
            HelpName = "N",
            DefaultValueFactory = _ => 1000,
        };
        Option<string> first = new("--seed")
        {
            Description = "the first one, decimal or 0x...",
            HelpName = "S",
            DefaultValueFactory = _ => "1",
        };
        Option<int> threads = new("--threads")
        {
            Description = "how many at a time",
            HelpName = "T",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        Option<string?> trace = new("--trace")
        {
            Description = "write everything that happens to this file; with --seeds 1 only",
            HelpName = "FILE",
        };
        Option<bool> stop = new("--stop") { Description = "end at the first violation" };
        SeedOptions common = new();
        Command command = new("run", "Runs seeds; exit code 0 only without a violation.")
        {
            seeds, first, threads, trace, stop,
        };
        common.AddTo(command);
        seeds.Validators.Add(result => Least(result.GetValueOrDefault<int>(), "--seeds", result.AddError));
        threads.Validators.Add(result => Least(result.GetValueOrDefault<int>(), "--threads", result.AddError));
        first.Validators.Add(result =>
        {
            if (!TryReadSeed(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError("--seed must be a number from 0 to 2^64-1, decimal or with 0x before it");
            }
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(trace) is not null && result.GetValue(seeds) != 1)
            {
                result.AddError("--trace needs --seeds 1");
            }
        });
        command.SetAction(result =>
        {
            TryReadSeed(result.GetValue(first)!, out ulong seed);
            RunOptions options = common.Read(result);
            return result.GetValue(trace) is { } file
                ? ReplayCommand.RunOne(seed, options, file)
                : RunMany(
                    seed, result.GetValue(seeds), NewBatch(options, result.GetValue(threads), result.GetValue(stop)));
        });
        return command;
    }

    private static Batch NewBatch(RunOptions options, int threads, bool stop) =>
        stop ? new(options, threads) { EnoughViolations = 1 } : new(options, threads);

    private static int RunMany(ulong first, int count, Batch batch)
    {
        RunOptions options = batch.Options;
        using CancellationTokenSource interrupted = new();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            interrupted.Cancel();
        };
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seeds {first} to {first + (ulong)count - 1}, {options.Minutes} min of {options.Kinds} faults each"));
        int done = 0;
        batch.Finished = result =>
        {
            if (result.Violation is not null)
            {
                Tell(result, options);
            }

            if (++done % ProgressEvery == 0)
            {
                Console.Error.WriteLine($"{done} of {count}");
            }
        };
        BatchReport report = batch.Run(first, count, interrupted.Token);
        foreach (string line in report.Lines())
        {
            Console.WriteLine(line);
        }

        return report.Violations.Count == 0 && report.Seeds == count ? 0 : 1;
    }

    /// <summary>A broken seed: its options first, the command that runs it again last.</summary>
    public static void Tell(SeedResult result, RunOptions options)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {result.Seed}: {result.Options}"));
        Console.WriteLine(result.Violation);
        Console.WriteLine(SeedOptions.Replay(result.Seed, options));
    }

    private static bool TryReadSeed(string? text, out ulong seed) =>
        text is not null && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out seed)
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed);

    private static void Least(int value, string name, Action<string> complain)
    {
        if (value < 1)
        {
            complain($"{name} must be at least 1");
        }
    }
}
