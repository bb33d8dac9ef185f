namespace Beast.Quorum.Explorer.Tests.Model;

/// <summary>Turns a world into its 24 bytes and back, without loss.</summary>
internal static class Packing
{
    public static Packed Pack(in World world) =>
        new(Pack(world.Nodes[0]), Pack(world.Nodes[1]), PackBetween(world));

    public static World Unpack(Packed packed)
    {
        World world = UnpackBetween(packed.Between);
        world.Nodes[0] = Unpack(packed.First);
        world.Nodes[1] = Unpack(packed.Second);
        return world;
    }

    private static ulong Pack(in Node node)
    {
        BitWriter bits = default;
        bits.Put((int)node.Daemon, 2);
        bits.Put((int)node.Phase, 3);
        bits.Put(node.Count, 3);
        bits.Put(node.Lease, 3);
        bits.Put(node.Silence, 4);
        bits.Put(node.ConclusiveAge, 2);
        bits.Put(node.ClaimAge, 3);
        bits.Put(node.Watchdog, 4);
        bits.Put(node.PatPending);
        bits.Put((int)node.Write, 2);
        bits.Put(node.Sent);
        bits.Put(node.Superseded);
        bits.Put(node.WriteAge, 3);
        bits.Put(node.PreviousAge, 3);
        bits.Put(node.CycleDone);
        bits.Put(node.Blind);
        bits.Put(node.Seen);
        bits.Put(node.Epoch, 3);
        bits.Put(node.Highest, 3);
        bits.Put(node.LastOwned, 3);
        bits.Put(node.Stopping);
        return bits.Word;
    }

    private static Node Unpack(ulong word)
    {
        BitReader bits = new(word);
        return new Node
        {
            Daemon = (Daemon)bits.Take(2),
            Phase = (Phase)bits.Take(3),
            Count = bits.Take(3),
            Lease = bits.Take(3),
            Silence = bits.Take(4),
            ConclusiveAge = bits.Take(2),
            ClaimAge = bits.Take(3),
            Watchdog = bits.Take(4),
            PatPending = bits.Flag(),
            Write = (WriteState)bits.Take(2),
            Sent = bits.Said(),
            Superseded = bits.Flag(),
            WriteAge = bits.Take(3),
            PreviousAge = bits.Take(3),
            CycleDone = bits.Flag(),
            Blind = bits.Flag(),
            Seen = bits.Said(),
            Epoch = bits.Take(3),
            Highest = bits.Take(3),
            LastOwned = bits.Take(3),
            Stopping = bits.Flag(),
        };
    }

    private static ulong PackBetween(in World world)
    {
        BitWriter bits = default;
        for (int node = 0; node < 2; node++)
        {
            bits.Put(world.Registers[node].Newest);
            bits.Put(world.Registers[node].Unseen);
        }

        bits.Put(world.Late.Present);
        bits.Put(world.Late.To, 1);
        bits.Put(world.Late.Content);
        bits.Put(world.Late.Stale);
        bits.Put(world.Late.AckAge, 3);
        bits.Put((int)world.Link, 2);
        bits.Put(world.Faults, 3);
        bits.Put(world.Slips, 1);
        bits.Put(world.Hides, 1);
        bits.Put(world.EpochRepeated);
        return bits.Word;
    }

    private static World UnpackBetween(ulong word)
    {
        BitReader bits = new(word);
        World world = default;
        for (int node = 0; node < 2; node++)
        {
            world.Registers[node] = new Register
            {
                Newest = bits.Said(),
                Unseen = bits.Flag(),
            };
        }

        world.Late.Present = bits.Flag();
        world.Late.To = bits.Take(1);
        world.Late.Content = bits.Said();
        world.Late.Stale = bits.Flag();
        world.Late.AckAge = bits.Take(3);
        world.Link = (LinkState)bits.Take(2);
        world.Faults = bits.Take(3);
        world.Slips = bits.Take(1);
        world.Hides = bits.Take(1);
        world.EpochRepeated = bits.Flag();
        return world;
    }
}
