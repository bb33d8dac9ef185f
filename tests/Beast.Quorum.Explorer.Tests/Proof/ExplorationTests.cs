using System.Diagnostics;
using Beast.Quorum.Explorer.Tests.Model;
using Beast.Quorum.Explorer.Tests.Search;

namespace Beast.Quorum.Explorer.Tests.Proof;

public class ExplorationTests
{
    [Test]
    public void With_all_rules_nothing_unsafe_is_reachable()
    {
        int faults = int.Parse(Environment.GetEnvironmentVariable("F") ?? "1");
        Stopwatch watch = Stopwatch.StartNew();
        Exploration result = new BreadthFirst(new Setup { Faults = faults, MostStates = 60_000_000 }).Run();
        TestContext.Out.WriteLine($"{result} {watch.Elapsed}");
        foreach (string line in result.Counterexample) { TestContext.Out.WriteLine(line); }
        TestContext.Out.WriteLine(string.Join("; ", Landmarks.All.Except(result.Reached)));
        foreach (var (k, v) in result.Steps) { TestContext.Out.WriteLine($"{k} {v}"); }
        Assert.That(result.Counterexample, Is.Empty);
    }
}
