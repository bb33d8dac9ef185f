using Beast.Quorum.Simulation.Faults;
using Beast.Quorum.Simulation.Runs;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>
/// A few seeds of the simulation, so that a change of the machine fails here first. Many more, and how to replay one:
/// docs/proof.md.
/// </summary>
public class RandomFaultTests
{
    [Test]
    public void Random_faults_never_break_a_safety_rule_and_end_with_the_groups_served()
    {
        string? one = Environment.GetEnvironmentVariable("BEASTQ_SEED");
        ulong first = one is null ? 1 : ulong.Parse(one, null);
        int count = one is null ? 100 : 1;
        TestContext.Out.WriteLine($"SEED={first}, {count} runs");
        Batch batch = new(new RunOptions(), threads: 2);
        BatchReport report = batch.Run(first, count, CancellationToken.None);
        foreach (string line in report.Lines())
        {
            TestContext.Out.WriteLine(line);
        }

        Assert.That(
            report.Violations.Select(result => $"BEASTQ_SEED={result.Seed} {result.Options}\n{result.Violation}"),
            Is.Empty);
        Assert.That(report.Seeds, Is.EqualTo(count));
    }

    [Test]
    public void A_seed_decides_everything()
    {
        SeedResult first = new SeedRun(77, new RunOptions(Minutes: 3)).Run();
        SeedResult second = new SeedRun(77, new RunOptions(Minutes: 3)).Run();
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Without_faults_nothing_but_the_first_takeover_happens()
    {
        Batch batch = new(new RunOptions(Kinds: FaultKinds.None), threads: 2);
        List<SeedResult> results = [];
        batch.Finished = results.Add;
        BatchReport report = batch.Run(1, 12, CancellationToken.None);
        Assert.That(report.Violations, Is.Empty);
        Assert.That(results.Sum(result => result.WatchdogResets + result.SelfFences + result.Fences), Is.Zero);
        Assert.That(results.Select(result => result.Takeovers), Is.All.InRange(1, 3), "one a group");
    }
}
