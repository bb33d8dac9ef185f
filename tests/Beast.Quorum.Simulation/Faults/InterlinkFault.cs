using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Faults;

/// <summary>
/// Interlinks: cut one way or both, one or all of them; datagrams lost, doubled, delayed for up to seconds and so
/// out of order.
/// </summary>
internal sealed class InterlinkFault(Swarm swarm) : Fault(swarm)
{
    private readonly Ref<int> turn = new();

    public override string Name => "interlink";

    public override void Strike()
    {
        TimeSpan time = AnyTime();
        bool all = Chance(0.4);
        int one = Random.Next(World.Interlinks.Length);
        int kind = Random.Next(5);
        int direction = Random.Next(2);
        World.Note(direction, $"FAULT interlink kind {kind}, all {all}, for {time.TotalMilliseconds:0} ms");
        foreach (Interlink link in World.Interlinks)
        {
            if (all || link.Number == one)
            {
                Break(link, kind, direction);
                World.Excuses.LinkBad(link.Number, time + link.LongestDelay);
            }
        }

        EndAfter(time, turn, Heal);
    }

    public override void Heal()
    {
        turn.Value++;
        foreach (Interlink link in World.Interlinks)
        {
            link.CutBoth(false);
            link.Loss = 0;
            link.Duplicates = 0;
            link.Delay = World.Options.LinkDelay;
        }
    }

    private void Break(Interlink link, int kind, int direction)
    {
        switch (kind)
        {
            case 0:
                link.CutBoth(true);
                break;
            case 1:
                link.Cut[direction] = true;
                break;
            case 2:
                link.Loss = Random.NextDouble();
                break;
            case 3:
                link.Duplicates = Random.NextDouble();
                link.Delay = World.Timing.Heartbeat;
                break;
            default:
                link.Delay = World.Timing.Lease * Random.NextDouble();
                break;
        }
    }
}
