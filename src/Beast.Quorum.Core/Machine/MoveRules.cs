using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>
/// Counts how often a group changes hands, or was to and did not; after three moves in an hour nothing moves by itself
/// (5.9).
/// </summary>
internal static class MoveRules
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    public static void Saw(NodeState node, GroupState group, uint epoch)
    {
        if (epoch <= group.LastMoveEpoch)
        {
            return;
        }

        group.LastMoveEpoch = epoch;
        Count(node, group);
    }

    /// <summary>A move was begun and undone: clients had to wait as for one that went through.</summary>
    public static void Undone(NodeState node, GroupState group)
    {
        Count(node, group);
        group.PeerReadySince = Instant.Never;
    }

    public static bool MayMoveByItself(NodeState node, GroupState group) =>
        !group.Moves[2].HasHappened || node.Now - group.Moves[2] > Window;

    private static void Count(NodeState node, GroupState group)
    {
        group.Moves[2] = group.Moves[1];
        group.Moves[1] = group.Moves[0];
        group.Moves[0] = node.Now;
    }
}
