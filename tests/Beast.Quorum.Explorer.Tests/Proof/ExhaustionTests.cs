using Beast.Quorum.Explorer.Tests.Search;

namespace Beast.Quorum.Explorer.Tests.Proof;

/// <summary>With all rules, nothing that can happen makes two nodes serve, or an epoch come again.</summary>
public class ExhaustionTests
{
    private const string LongSwitch = "BEASTQ_LONG";

    public static IEnumerable<string> ShortNames => Coverage.Short.Keys;

    public static IEnumerable<string> LongNames => Coverage.Long.Keys;

    [TestCaseSource(nameof(ShortNames))]
    public void With_all_rules_nothing_unsafe_is_reachable(string name) =>
        Assert.That(Runs.Explore(name, Coverage.Short[name]).Counterexample, Is.Empty);

    [TestCaseSource(nameof(LongNames))]
    public void With_all_rules_nothing_unsafe_is_reachable_in_the_large(string name)
    {
        if (Environment.GetEnvironmentVariable(LongSwitch) != "1")
        {
            Assert.Ignore($"minutes and gigabytes: only with {LongSwitch}=1");
        }

        Assert.That(Runs.Explore(name, Coverage.Long[name]).Counterexample, Is.Empty);
    }

    [Test]
    public void The_same_setup_gives_the_same_counts()
    {
        Model.Setup setup = new() { Faults = 1, Slips = 0, Hides = 0, HighestEpoch = 3 };
        Exploration first = Runs.Explore("first", setup);
        Exploration second = Runs.Explore("second", setup);
        Assert.That(second.ToString(), Is.EqualTo(first.ToString()));
        Assert.That(second.Steps, Is.EqualTo(first.Steps));
    }
}
