using Beast.Quorum.Explorer.Tests.Model;
using Beast.Quorum.Explorer.Tests.Search;

namespace Beast.Quorum.Explorer.Tests.Proof;

/// <summary>Without any one of the rules two nodes serve, or an epoch comes again.</summary>
public class RemovedRuleTests
{
    public static IEnumerable<string> Names => Removals.All.Keys.Select(rule => rule.ToString());

    [TestCaseSource(nameof(Names))]
    public void Without_the_rule_a_violation_is_found(string name)
    {
        Rule rule = Enum.Parse<Rule>(name);
        Setup setup = Removals.All[rule] with { Rules = Rule.All & ~rule };
        Assert.That(Runs.Explore("without " + name, setup).Counterexample, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public void With_the_rule_the_same_world_is_safe(string name)
    {
        Exploration result = Runs.Explore("with " + name, Removals.All[Enum.Parse<Rule>(name)]);
        Assert.That(result.Counterexample, Is.Empty);
    }

    [Test]
    public void Every_rule_is_taken_out_once()
    {
        Rule taken = Removals.All.Keys.Aggregate(Rule.None, (all, rule) => all | rule);
        Assert.That(taken, Is.EqualTo(Rule.All));
    }
}
