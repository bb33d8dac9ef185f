using Beast.Quorum.Explorer.Tests.Model;

namespace Beast.Quorum.Explorer.Tests.Rules;

/// <summary>When a standby may claim, and with which epoch.</summary>
internal static class Claims
{
    public static bool MayClaim(in Node node)
    {
        bool suspect = node.Silence >= Ticks.Suspect && node.ConclusiveAge <= Ticks.ConclusiveLimit;
        return node.IsRunning && node.Phase == Phase.Standby && !node.CycleDone
            && node.Write == WriteState.None && (node.Seen.Role == Role.Free || suspect);
    }

    /// <summary>The next epoch of this node, or 0 if this exploration has no further one.</summary>
    public static byte NextEpoch(in Node node, int self, Setup setup)
    {
        int next = node.Highest + 1;
        if (next % 2 != self)
        {
            next++;
        }

        return next <= setup.HighestEpoch ? (byte)next : (byte)0;
    }

    public static void Make(ref Node node, byte epoch)
    {
        node.Phase = Phase.Claiming;
        node.Epoch = epoch;
        node.Highest = epoch;
        node.Count = 0;
        node.ClaimAge = 0;
    }
}
