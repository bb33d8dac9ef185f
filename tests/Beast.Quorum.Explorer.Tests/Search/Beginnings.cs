using Beast.Quorum.Explorer.Tests.Model;

namespace Beast.Quorum.Explorer.Tests.Search;

/// <summary>Where explorations begin.</summary>
internal static class Beginnings
{
    private const byte FirstEpoch = 2;

    public static IEnumerable<World> Of(Setup setup)
    {
        foreach (LinkState link in new[] { LinkState.Down, LinkState.Up }.Take(setup.Interlink ? 2 : 1))
        {
            if (setup.Beginnings.HasFlag(Beginning.OwnerAndStandby))
            {
                yield return OwnerAndStandby(setup, link);
            }

            if (setup.Beginnings.HasFlag(Beginning.OwnerAndStarting))
            {
                yield return OwnerAndStarting(setup, link);
            }

            if (setup.Beginnings.HasFlag(Beginning.TwoStandbys))
            {
                yield return TwoStandbys(setup, link);
            }
        }
    }

    private static World OwnerAndStandby(Setup setup, LinkState link)
    {
        World world = TwoStandbys(setup, link);
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
        world.Registers[0] = new Register { Newest = own };
        return world;
    }

    private static World OwnerAndStarting(Setup setup, LinkState link)
    {
        World world = OwnerAndStandby(setup, link);
        world.Nodes[1].Phase = Phase.Start;
        world.Nodes[1].Seen = default;
        world.Registers[0].Unseen = true;
        return world;
    }

    private static World TwoStandbys(Setup setup, LinkState link)
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
