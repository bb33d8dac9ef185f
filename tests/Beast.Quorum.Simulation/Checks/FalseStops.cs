using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Checks;

/// <summary>
/// No healthy pair ever fails over by mistake (S9): an owner that had a healthy path and no reason to stop neither
/// gives a group up nor loses its host. A move that the configuration asks for is no mistake.
/// </summary>
internal sealed class FalseStops(World world)
{
    public void GivesUp(Host host, in GroupEntry entry)
    {
        GroupConfiguration group = world.GroupConfigurations[entry.Id];
        int peer = 1 - host.Id;
        bool failback = group.Failback == FailbackPolicy.Auto && group.Preferred == peer && entry.Target == peer;
        if (!failback && world.Watching && !world.OnlyHarm && !world.Excuses.Covers(host.Id))
        {
            throw SafetyException.Of(world, $"S9: node {host.Id} gives group {entry.Id} up for no reason");
        }
    }

    public void HostOff(Host host, string reason)
    {
        // A power switch that reported a failure and acts half a minute later is a fault of its own.
        bool fault = reason.StartsWith("fault", StringComparison.Ordinal) || reason is "test" or "fenced late";
        if (!fault && world.Watching && !world.OnlyHarm && !world.Excuses.Covers(host.Id))
        {
            throw SafetyException.Of(world, $"S9: node {host.Id} goes down for no reason: {reason}");
        }
    }
}
