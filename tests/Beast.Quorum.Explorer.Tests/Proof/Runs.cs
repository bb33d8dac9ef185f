using System.Diagnostics;
using Beast.Quorum.Explorer.Tests.Model;
using Beast.Quorum.Explorer.Tests.Search;

namespace Beast.Quorum.Explorer.Tests.Proof;

/// <summary>Explores, and prints what came of it.</summary>
internal static class Runs
{
    public static Exploration Explore(string name, Setup setup)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Exploration result = new BreadthFirst(setup).Run();
        TestContext.Out.WriteLine($"{name}: {result}, {watch.Elapsed.TotalSeconds:f1} s");
        foreach (string line in result.Counterexample)
        {
            TestContext.Out.WriteLine(line);
        }

        return result;
    }
}
