using Beast.Quorum.Core.Records;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Checks;

/// <summary>
/// Nobody takes over from an owner that still says it holds the group, and was heard saying so over an interlink a
/// moment ago.
/// </summary>
internal sealed class FalseTakeovers(World world)
{
    private readonly ulong[] newest = new ulong[2];
    private readonly TimeSpan[,] heldAt = new TimeSpan[2, 64];

    /// <summary>A valid record of the peer reached a node over an interlink.</summary>
    public void Heard(int node, Record record)
    {
        if (record.Sequence <= newest[node])
        {
            return;
        }

        newest[node] = record.Sequence;
        for (int index = 0; index < record.GroupCount; index++)
        {
            GroupEntry entry = record.Groups[index];
            heldAt[node, entry.Id] = entry.Role.Holds() ? world.Now : TimeSpan.Zero;
        }
    }

    /// <summary>A node takes a group that the other one, whose host is still on, says it holds.</summary>
    public void Takes(int node, int group, TimeSpan suspectAfter)
    {
        // A node that is shut out of its disks may be heard late: its host was left on.
        bool fenced = world.Hosts[1 - node].Pools[group].ShutOut;
        TimeSpan held = heldAt[node, group];
        if (!fenced && !world.OnlyHarm && held > TimeSpan.Zero && world.Now - held < suspectAfter)
        {
            throw SafetyException.Of(
                world, $"false takeover: node {node} takes group {group}, heard its owner at {held.TotalSeconds} s");
        }
    }
}
