using Beast.Quorum.Core.Records;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Checks;

/// <summary>
/// At most three automatic moves of a group an hour (DESIGN 5.9): releases with a target that nobody ordered. A daemon
/// counts from its start.
/// </summary>
internal sealed class AutomaticMoves(World world)
{
    private readonly List<TimeSpan>[] moves = [.. Enumerable.Range(0, 2 * 64).Select(_ => new List<TimeSpan>())];

    public void Forget(int node)
    {
        for (int group = 0; group < world.Options.Groups; group++)
        {
            moves[(node * 64) + group].Clear();
        }
    }

    public void Note(Host host, in GroupEntry entry)
    {
        if (entry.Target == GroupEntry.NoTarget || world.Excuses.WasOrdered)
        {
            return;
        }

        List<TimeSpan> times = moves[(host.Id * 64) + entry.Id];
        times.RemoveAll(time => world.Now - time > TimeSpan.FromHours(1));
        times.Add(world.Now);
        if (times.Count > 3 && !world.OnlyHarm)
        {
            throw SafetyException.Of(world, $"5.9: node {host.Id} moves group {entry.Id} by itself again and again");
        }
    }
}
