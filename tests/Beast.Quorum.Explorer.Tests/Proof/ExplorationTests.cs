using System.Diagnostics;
using Beast.Quorum.Explorer.Tests.Model;
using Beast.Quorum.Explorer.Tests.Search;

namespace Beast.Quorum.Explorer.Tests.Proof;

public class ExplorationTests
{
    private static int N(string name, int other) => int.TryParse(Environment.GetEnvironmentVariable(name), out int v) ? v : other;

    private static Exploration Run(Rule rule)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Setup setup = new()
        {
            Rules = Rule.All & ~rule,
            Faults = N("F", 1),
            Slips = N("S", 1),
            Hides = N("H", 1),
            HighestEpoch = N("E", 5),
            Kinds = (Fault)N("K", (int)Fault.All),
            Beginnings = (Beginning)N("B", 7),
            Watchdog = N("W", 1) == 1,
            MostStates = N("M", 20_000_000),
        };
        Exploration result = new BreadthFirst(setup).Run();
        Console.WriteLine($"{rule}: {result} {watch.Elapsed.TotalSeconds:f1} s");
        return result;
    }

    [Test]
    public void Clean()
    {
        Exploration result = Run(Rule.None);
        foreach (string line in result.Counterexample) { Console.WriteLine(line); }
        Console.WriteLine(string.Join("; ", Landmarks.All.Except(result.Reached)));
        foreach (var (k, v) in result.Steps) { Console.Write($"{k} {v}; "); }
    }

    public static string[] Names => Enum.GetNames<Rule>();

    [TestCaseSource(nameof(Names))]
    public void Removed(string rule)
    {
        Exploration result = Run(Enum.Parse<Rule>(rule) | (Rule)N("R", 0));
        foreach (string line in result.Counterexample) { Console.WriteLine(line); }
    }
}
