using Beast.Quorum.Explorer.Tests.Model;
using Beast.Quorum.Explorer.Tests.Moves;
using Beast.Quorum.Explorer.Tests.Rules;
using Beast.Quorum.Explorer.Tests.Search;

namespace Beast.Quorum.Explorer.Tests.Proof;

/// <summary>A state is its 24 bytes and nothing else.</summary>
public class PackingTests
{
    [Test]
    public void Packing_loses_nothing_on_the_way_of_two_thousand_steps()
    {
        const int seed = 20;
        Random random = new(seed);
        Setup setup = new() { Faults = 7 };
        Protocol protocol = new(setup);
        Successors successors = new();
        foreach (World beginning in Beginnings.Of(setup))
        {
            World world = beginning;
            for (int step = 0; step < 2000 && !world.IsViolation; step++)
            {
                protocol.Expand(world, successors);
                world = successors.WorldAt(random.Next(successors.Count));
                Canonical.Apply(ref world, setup);
                World again = Packing.Unpack(Packing.Pack(world));
                Assert.That(Parts(again), Is.EqualTo(Parts(world)), $"seed {seed}, step {step}");
            }
        }
    }

    [Test]
    public void A_value_that_does_not_fit_is_refused()
    {
        BitWriter bits = default;
        Assert.That(() => bits.Put(8, 3), Throws.InvalidOperationException);
    }

    private static object[] Parts(in World world) =>
    [
        world.Nodes[0], world.Nodes[1], world.Registers[0], world.Registers[1], world.Late, world.Link, world.Faults,
        world.Slips, world.Hides, world.EpochRepeated,
    ];
}
