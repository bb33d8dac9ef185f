namespace Beast.Quorum.Simulation.Pair;

/// <summary>One path between the nodes. Each direction fails by itself.</summary>
internal sealed class Interlink(World world, int number)
{
    /// <summary>Datagrams that can be replayed, each way.</summary>
    public const int MostKept = 64;

    private readonly Queue<byte[]>[] heard = [new(), new()];

    public int Number { get; } = number;

    /// <summary>Share of datagrams of which a bit is flipped.</summary>
    public double Corrupts { get; set; }

    /// <summary>The longest time that a datagram may be under way.</summary>
    public TimeSpan LongestDelay => Delay * 21;

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

        if (world.Recording)
        {
            Keep(heard[from], bytes);
        }

        if (Corrupts > 0 && world.Random.NextDouble() < Corrupts)
        {
            bytes = [.. bytes];
            bytes[world.Random.Next(bytes.Length)] ^= (byte)(1 << world.Random.Next(8));
        }

        world.Queue.After(Delay * (0.5 + world.Random.NextDouble()), Arrive);
        if (world.Random.NextDouble() < Duplicates)
        {
            world.Queue.After(Delay * (1 + (20 * world.Random.NextDouble())), Arrive);
        }

        void Arrive() => world.Hosts[1 - from].Daemon?.Receive(Number, bytes);
    }

    /// <summary>Delivers again what was sent to a node that many datagrams ago.</summary>
    public void Replay(int to, int ago)
    {
        Queue<byte[]> sent = heard[1 - to];
        if (ago < sent.Count)
        {
            world.Hosts[to].Daemon?.Receive(Number, sent.ElementAt(sent.Count - 1 - ago));
        }
    }

    private static void Keep(Queue<byte[]> sent, byte[] bytes)
    {
        sent.Enqueue(bytes);
        if (sent.Count > MostKept)
        {
            sent.Dequeue();
        }
    }
}
