using Beast.Quorum.Explorer.Tests.Model;
using Beast.Quorum.Explorer.Tests.Moves;
using Beast.Quorum.Explorer.Tests.Search;

namespace Beast.Quorum.Explorer.Tests.Proof;

/// <summary>A model in which nothing happens is safe too; in this one everything happens that should.</summary>
public class MeaningTests
{
    private static readonly Setup AnyFault = new() { Faults = 1, Slips = 1, Hides = 1, HighestEpoch = 4 };

    [Test]
    public void Takeovers_adoptions_and_withdrawals_are_reached()
    {
        Exploration result = Runs.Explore("any fault", AnyFault with { Slips = 0, Hides = 0 });
        Assert.That(Landmarks.All.Except(result.Reached), Is.Empty);
    }

    [Test]
    public void Every_kind_of_step_is_taken()
    {
        Exploration result = Runs.Explore("any fault", AnyFault with { HighestEpoch = 3 });
        IEnumerable<StepKind> never = result.Steps.Where(step => step.Value == 0).Select(step => step.Key);
        Assert.That(never, Is.EqualTo(new[] { StepKind.Arm }), "arming after the first command is what a rule forbids");
    }

    [Test]
    public void A_counterexample_ends_with_what_it_violates()
    {
        Setup setup = Removals.All[Rule.RestartArmed] with { Rules = Rule.All & ~Rule.RestartArmed };
        Exploration result = Runs.Explore("without RestartArmed", setup);
        Assert.That(result.Counterexample[0], Does.Contain("beginning"));
        Assert.That(result.Counterexample[^1], Is.EqualTo("VIOLATION: both nodes serve"));
    }

    [Test]
    public void A_bound_on_the_states_is_an_error_not_a_proof()
    {
        Setup small = AnyFault with { MostStates = 1000 };
        Assert.That(() => new BreadthFirst(small).Run(), Throws.InvalidOperationException);
    }
}
