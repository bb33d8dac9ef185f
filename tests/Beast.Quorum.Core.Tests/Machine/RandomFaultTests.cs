using Beast.Quorum.Core.Machine;
using Beast.Quorum.Simulation.Checks;
using Beast.Quorum.Simulation.Faults;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>Random faults under the checker's eyes; then they stop, and somebody must serve.</summary>
public class RandomFaultTests
{
    /// <summary>
    /// After the last fault: booting, a watchdog, a lease, the longest pause between claims, and slack.
    /// </summary>
    private const double ServedWithin = 60;

    private static readonly SortedDictionary<string, int> Seen = new(StringComparer.Ordinal);

    [Test]
    public void Random_faults_never_break_a_safety_rule_and_end_with_the_group_served()
    {
        string? one = Environment.GetEnvironmentVariable("BEASTQ_SEED");
        string? many = Environment.GetEnvironmentVariable("BEASTQ_SEEDS");
        ulong first = one is null ? 1 : ulong.Parse(one, null);
        int count = many is not null ? int.Parse(many, null) : one is not null ? 1 : 200;
        TestContext.Out.WriteLine($"SEED={first}, {count} runs");
        List<string> failures = [];
        for (ulong seed = first; seed < first + (ulong)count; seed++)
        {
            try
            {
                RunOne(seed);
            }
            catch (Exception failure)
                when (failure is SafetyException or TimeoutException or InvalidOperationException)
            {
                failures.Add($"SEED={seed}\n{failure.Message}");
            }

            if (failures.Count >= 3)
            {
                break;
            }
        }

        TestContext.Out.WriteLine(string.Join(", ", Seen.Select(entry => $"{entry.Value} {entry.Key}")));
        Assert.That(failures, Is.Empty, "run again with BEASTQ_SEED set to the seed");
    }

    private static void Count(World world)
    {
        lock (Seen)
        {
            Add("takeovers", world.Checker.Takeovers.Count);
            Add("watchdog resets", world.Offs.Count(off => off.Reason == "watchdog"));
            Add("self-fences", world.Offs.Count(off => off.Reason.StartsWith("self-fence", StringComparison.Ordinal)));
            Add("adoptions", world.Decided<Decision.Adopt>(0).Count() + world.Decided<Decision.Adopt>(1).Count());
            Add("releases", world.Decided<Decision.Release>(0).Count() + world.Decided<Decision.Release>(1).Count());
            Add("withdrawals", world.Decided<Decision.WithdrawClaim>(0).Count());
            Add("fences", world.Fences);
            Add("rollbacks", world.Decided<Decision.RollBack>(0).Count());
            Add("failed takeovers", world.Decided<Decision.FailTakeover>(0).Count());
        }

        static void Add(string what, int count) => Seen[what] = Seen.GetValueOrDefault(what) + count;
    }

    private static void RunOne(ulong seed)
    {
        FaultPlan plan = new(seed);
        World world = plan.World;
        world.Hosts[0].PowerOn();
        world.Hosts[1].PowerOn();
        for (int fault = 0; fault < 25; fault++)
        {
            world.Run(plan.NextPause());
            plan.Inject();
        }

        plan.Heal();
        world.Run(15);
        Count(world);
        Func<bool> allServed = () => Enumerable.Range(0, world.Options.Groups)
            .All(group => world.Serves(0, group) || world.Serves(1, group));
        if (!world.RunUntil(allServed, ServedWithin))
        {
            throw new SafetyException($"not served within {ServedWithin} s after the faults\n{world.Tail(60)}");
        }
    }
}
