namespace Beast.Quorum.Core.Machine;

/// <summary>S2: which epochs a node may claim.</summary>
internal static class EpochRules
{
    /// <summary>The largest epoch that is ever claimed; the one after it would be the last, and wrap.</summary>
    public const uint Last = uint.MaxValue - 1;

    /// <summary>
    /// The next epoch: equal to the node's id modulo 2 and higher than every epoch seen in both registers and the state
    /// file. Null if there is none left: refused, not wrapped.
    /// </summary>
    public static uint? Next(NodeState node, GroupState group)
    {
        ulong next = Math.Max((ulong)group.HighestSeen, group.LastOwned) + 1;
        if (next % 2 != (ulong)node.Node)
        {
            next++;
        }

        if (next > Last)
        {
            if (!group.GivenUp)
            {
                group.GivenUp = true;
                node.Report(new Decision.GiveUp(group.Index, "all epochs are used up; initialise the device anew"));
            }

            return null;
        }

        return (uint)next;
    }
}
