using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Faults;

/// <summary>
/// A kind of fault that a seed may draw. It strikes again and again, at random moments, until the faults stop.
/// </summary>
internal abstract class Fault(Swarm swarm)
{
    /// <summary>A word for the options' line.</summary>
    public abstract string Name { get; }

    protected Swarm Swarm { get; } = swarm;

    protected World World => Swarm.World;

    protected Random Random => Swarm.Random;

    /// <summary>Happens once, now.</summary>
    public abstract void Strike();

    /// <summary>Whatever it broke works again.</summary>
    public virtual void Heal()
    {
    }

    protected Host AnyHost() => World.Hosts[Random.Next(2)];

    protected bool Chance(double share) => Random.NextDouble() < share;

    /// <summary>Short as often as long: from a few milliseconds to minutes.</summary>
    protected TimeSpan AnyTime() => Random.Next(4) switch
    {
        0 => World.Timing.LongestCycle * (1.5 * Random.NextDouble()),
        1 => World.Timing.SuspectAfter * (2 * Random.NextDouble()),
        2 => World.Timing.Lease * (2.5 * Random.NextDouble()),
        _ => TimeSpan.FromSeconds(120 * Random.NextDouble()),
    };

    /// <summary>Ends the fault after a while, unless it has struck again since.</summary>
    protected void EndAfter(TimeSpan time, Ref<int> turn, Action end)
    {
        int mine = ++turn.Value;
        World.Queue.After(time, () =>
        {
            if (turn.Value == mine)
            {
                end();
            }
        });
    }
}

/// <summary>A number that several closures share.</summary>
internal sealed class Ref<T>
{
    public T? Value { get; set; }
}
