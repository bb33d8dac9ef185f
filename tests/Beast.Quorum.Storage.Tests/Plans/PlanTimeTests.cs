using Beast.Quorum.Core.Plans;
using Beast.Quorum.Storage.Plans;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Plans;

/// <summary>How long a plan takes if its steps take as long as before.</summary>
[TestFixture]
internal sealed class PlanTimeTests
{
    private static readonly Plan Plan = new(
        Transition.Takeover,
        [
            Step(0, 0, StepKind.ImportPool, "a"), Step(1, 0, StepKind.ImportPool, "b"),
            Step(2, 1, StepKind.TakeRole, ""),
        ]);

    [Test]
    public void Steps_side_by_side_take_as_long_as_the_longest_of_them()
    {
        PlanTime time = PlanTime.Of(
            Plan, step => TimeSpan.FromSeconds(step.Subject switch { "a" => 3, "b" => 5, _ => 1 }));
        Assert.That(time, Is.EqualTo(new PlanTime(TimeSpan.FromSeconds(6), 3, 0)));
    }

    [Test]
    public void Steps_that_never_ran_are_counted_apart()
    {
        PlanTime time = PlanTime.Of(Plan, step => step.Subject == "a" ? TimeSpan.FromSeconds(3) : null);
        Assert.That(time, Is.EqualTo(new PlanTime(TimeSpan.FromSeconds(3), 1, 2)));
    }

    [Test]
    public void The_text_tells_each_step_and_the_sum()
    {
        FakeHost host = new();
        string some = PlanText.Of(
            host.Group, Plan, host.System, step => step.Subject == "a" ? TimeSpan.FromSeconds(3) : null);
        Assert.That(some, Does.Contain("       takes 3 s, as it did so far\n"));
        Assert.That(some, Does.EndWith("in all: 3 s and what 2 steps take that never ran here\n"));
        Assert.That(
            PlanText.Of(host.Group, Plan, host.System, _ => TimeSpan.FromMilliseconds(200)),
            Does.EndWith("in all: 400 ms, as it did so far\n"));
        Assert.That(
            PlanText.Of(host.Group, Plan, host.System, _ => null), Does.EndWith("nothing tells how long it takes\n"));
        Assert.That(PlanText.Of(host.Group, Plan, host.System), Does.Not.Contain("takes"));
    }

    private static PlanStep Step(int index, int stage, StepKind kind, string subject) =>
        new(index, stage, kind, subject, TimeSpan.FromSeconds(10), FailureRule.FailPlan, RetryRule.Once);
}
