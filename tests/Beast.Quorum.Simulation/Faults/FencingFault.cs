using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Faults;

/// <summary>
/// Fencing: works, fails, answers after up to half a minute, or reports a failure by time-out and switches the peer off
/// all the same, later. A method that reports success and did nothing is outside the model.
/// </summary>
internal sealed class FencingFault(Swarm swarm) : Fault(swarm)
{
    private static readonly FenceResult[] Honest = [FenceResult.Works, FenceResult.Fails, FenceResult.TimesOut];

    public override string Name => "fencing";

    public override void Strike()
    {
        World.Fence = Honest[Random.Next(Honest.Length)];
        World.FenceTime = Chance(0.5)
            ? TimeSpan.FromMilliseconds(200)
            : TimeSpan.FromSeconds(30 * Random.NextDouble());
    }

    public override void Heal()
    {
        World.Fence = FenceResult.Works;
        World.FenceTime = TimeSpan.FromMilliseconds(200);
    }
}
