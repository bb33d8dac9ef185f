using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Checks;

/// <summary>Somebody saw a safety rule broken.</summary>
internal sealed class SafetyException(string message) : Exception(message)
{
    public static SafetyException Of(World world, string what) => new(
        $"SEED={world.Options.Seed} at {world.Now.TotalMilliseconds:0} ms: {what}\n{world.Tail(40)}");
}
