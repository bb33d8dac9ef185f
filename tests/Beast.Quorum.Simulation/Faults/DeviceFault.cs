using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Faults;

/// <summary>
/// The quorum device as one node sees it: requests fail (all, reads or writes only), hang for up to minutes and are
/// then carried out late, or are slow. One node loses it, or both do.
/// </summary>
internal sealed class DeviceFault(Swarm swarm) : Fault(swarm)
{
    private readonly Ref<int>[] turns = [new(), new()];

    public override string Name => "device";

    public override void Strike()
    {
        Access how = (Access)Random.Next(1, (int)Access.Slow + 1);
        TimeSpan time = AnyTime();
        int first = Random.Next(2);
        Break(first, how, time);
        if (Chance(0.3))
        {
            Break(1 - first, how, time);
        }
    }

    public override void Heal()
    {
        for (int node = 0; node < 2; node++)
        {
            turns[node].Value++;
            World.Device.Set(node, Access.Works);
        }
    }

    private void Break(int node, Access how, TimeSpan time)
    {
        World.Note(node, $"FAULT device {how} for {time.TotalMilliseconds:0} ms");
        World.Device.SlowBy = World.Timing.LongestCycle * (2 * Random.NextDouble());
        World.Device.Set(node, how);
        World.Excuses.DeviceBad(node, time + World.Device.SlowBy);
        EndAfter(time, turns[node], () => World.Device.Set(node, Access.Works));
    }
}
