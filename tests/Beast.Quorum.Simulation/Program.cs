using Beast.Quorum.Simulation.Runs;

ulong first = args.Length > 1 ? ulong.Parse(args[1], null) : 1;
int n = int.Parse(args[0], null);
if (n == 0)
{
    SeedRun run = new(first, new RunOptions());
    Console.WriteLine(run.Options);
    using StreamWriter w = new("/tmp/trace.txt");
    Console.WriteLine(run.Run(w).Violation);
    return;
}
Batch batch = new(new RunOptions(Faults: args.Length < 3), 2) { Finished = r => { if (r.Violation is not null) { Console.WriteLine(r.Seed + " " + r.Options + "\n" + r.Violation); } } };
BatchReport report = batch.Run(first, n, default);
foreach (string line in report.Lines()) { Console.WriteLine(line); }
Console.WriteLine(report.Elapsed);
