namespace Beast.Quorum.Simulation.Pair;

/// <summary>One path between the nodes. Each direction fails by itself.</summary>
internal sealed class Interlink(World world, int number)
{
    /// <summary>Nothing that this node sends arrives.</summary>
    public bool[] Cut { get; } = new bool[2];

    /// <summary>Share of datagrams that is lost.</summary>
    public double Loss { get; set; }

    /// <summary>Share of datagrams that arrives twice, the second one late.</summary>
    public double Duplicates { get; set; }

    public TimeSpan Delay { get; set; } = world.Options.LinkDelay;

    public void CutBoth(bool cut) => Cut[0] = Cut[1] = cut;

    public void Send(int from, byte[] bytes)
    {
        if (Cut[from] || world.Random.NextDouble() < Loss)
        {
            return;
        }

        world.Queue.After(Delay * (0.5 + world.Random.NextDouble()), Arrive);
        if (world.Random.NextDouble() < Duplicates)
        {
            world.Queue.After(Delay * (1 + (20 * world.Random.NextDouble())), Arrive);
        }

        void Arrive() => world.Hosts[1 - from].Daemon?.Receive(number, bytes);
    }
}
