using System.Diagnostics;

namespace Beast.Quorum.Simulation.Runs;

/// <summary>Many seeds, each in a world of its own, on as many threads as there are cores.</summary>
internal sealed class Batch(RunOptions options, int threads)
{
    /// <summary>What every seed has in common.</summary>
    public RunOptions Options => options;

    private readonly Lock gate = new();

    /// <summary>After so many violations the rest says nothing new.</summary>
    public int EnoughViolations { get; init; } = 5;

    /// <summary>Told every result, one at a time.</summary>
    public Action<SeedResult>? Finished { get; set; }

    /// <summary>Runs seeds until all are done, too many are broken, or somebody interrupts.</summary>
    public BatchReport Run(ulong first, int count, CancellationToken interrupted)
    {
        BatchReport report = new();
        Stopwatch watch = Stopwatch.StartNew();
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads };
        Parallel.For(0, count, parallel, (index, loop) =>
        {
            if (interrupted.IsCancellationRequested || loop.ShouldExitCurrentIteration)
            {
                loop.Stop();
                return;
            }

            SeedResult result = new SeedRun(first + (ulong)index, options).Run();
            lock (gate)
            {
                report.Add(result);
                Finished?.Invoke(result);
                if (report.Violations.Count >= EnoughViolations)
                {
                    loop.Stop();
                }
            }
        });
        report.Elapsed = watch.Elapsed;
        return report;
    }
}
