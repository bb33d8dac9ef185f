using Beast.Quorum.Explorer.Tests.Model;

namespace Beast.Quorum.Explorer.Tests.Search;

/// <summary>Where explorations begin: each with the interlink up and down.</summary>
internal static class Beginnings
{
    private const byte FirstEpoch = 2;

    public static IEnumerable<World> Of(Setup setup)
    {
        foreach (bool link in new[] { true, false })
        {
            yield return OwnerAndStandby(setup, link);
            yield return OwnerAndStarting(setup, link);
            yield return TwoStandbys(setup, link);
        }
    }

    private static World OwnerAndStandby(Setup setup, bool link)
    {
        World world = Empty(setup, link);
        Publication own = new(Role.Own, FirstEpoch, false);
        world.Nodes[0] = new Node
        {
            Daemon = Daemon.Running,
            Phase = Phase.Serving,
            Lease = Ticks.Lease - Ticks.Heartbeat,
            PreviousAge = Ticks.Heartbeat,
            Watchdog = setup.Watchdog ? (byte)Ticks.Watchdog : Node.Unarmed,
            Epoch = FirstEpoch,
            Highest = FirstEpoch,
        };
        world.Nodes[1].Seen = own;
        world.Registers[0] = new Register { Newest = own, Older = own };
        return world;
    }

    private static World OwnerAndStarting(Setup setup, bool link)
    {
        World world = OwnerAndStandby(setup, link);
        world.Nodes[1].Phase = Phase.Start;
        world.Nodes[1].Seen = default;
        world.Registers[0].Unseen = 2;
        return world;
    }

    private static World TwoStandbys(Setup setup, bool link) => Empty(setup, link);

    private static World Empty(Setup setup, bool link)
    {
        World world = default;
        world.Link = link;
        world.Faults = (byte)setup.Faults;
        world.Slips = (byte)setup.Slips;
        world.Hides = (byte)setup.Hides;
        for (int self = 0; self < 2; self++)
        {
            world.Nodes[self] = new Node
            {
                Daemon = Daemon.Running,
                Phase = Phase.Standby,
                Highest = FirstEpoch,
                Watchdog = Node.Unarmed,
            };
        }

        world.Nodes[0].LastOwned = FirstEpoch;

        return world;
    }
}
