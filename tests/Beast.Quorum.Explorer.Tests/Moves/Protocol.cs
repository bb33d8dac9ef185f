using Beast.Quorum.Explorer.Tests.Model;
using Beast.Quorum.Explorer.Tests.Rules;

namespace Beast.Quorum.Explorer.Tests.Moves;

/// <summary>All that can happen next in a world: the protocol's steps and the faults, in a fixed order.</summary>
internal sealed class Protocol(Setup setup)
{
    private readonly Cycles cycles = new(setup);
    private readonly Commands commands = new(setup);
    private readonly Faults faults = new(setup);
    private readonly Recoveries recoveries = new(setup);
    private readonly Interlink interlink = new(setup);
    private readonly Clock clock = new(setup);

    public void Expand(in World world, Successors into)
    {
        into.Clear();
        for (int node = 0; node < 2; node++)
        {
            commands.Expand(world, node, into);
            cycles.Expand(world, node, into);
            recoveries.Expand(world, node, into);
            faults.Expand(world, node, into);
        }

        interlink.Expand(world, into);
        clock.Expand(world, into);
    }

    public Packed Normalise(in World world)
    {
        World copy = world;
        Canonical.Apply(ref copy, setup);
        return Packing.Pack(copy);
    }
}
