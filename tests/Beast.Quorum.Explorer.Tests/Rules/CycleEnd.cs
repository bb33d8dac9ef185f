using Beast.Quorum.Explorer.Tests.Model;

namespace Beast.Quorum.Explorer.Tests.Rules;

/// <summary>What a written and read cycle does for the phase that the node is in.</summary>
internal static class CycleEnd
{
    public static void Apply(ref World world, int self, bool conclusive, Setup setup)
    {
        ref Node node = ref world.Nodes[self];
        Publication now = Records.Of(node, setup);
        bool again = false;
        if (node.Sent == now)
        {
            again = Count(ref node, conclusive, setup);
            node.PreviousAge = node.WriteAge;
        }

        node.Write = WriteState.None;
        node.CycleDone = !again;
        Leases.Pat(ref node, setup);
    }

    // True: the next cycle follows back to back.
    private static bool Count(ref Node node, bool conclusive, Setup setup)
    {
        switch (node.Phase)
        {
            case Phase.Claiming:
                return CountClaim(ref node, conclusive, setup);
            case Phase.Owning:
                return CountOwn(ref node, conclusive);
            case Phase.Adopting:
                return CountAdoption(ref node, conclusive);
            case Phase.Confirmed or Phase.Serving or Phase.Demoting:
                bool fromPrevious = setup.Has(Rule.RenewFromPreviousCycle);
                Leases.Renew(ref node, fromPrevious ? node.PreviousAge : node.WriteAge);
                node.Count = (byte)(node.Stopping ? Math.Min(node.Count + 1, 2) : 0);
                return false;
            default:
                return false;
        }
    }

    private static bool CountClaim(ref Node node, bool conclusive, Setup setup)
    {
        if (node.Count < 2)
        {
            node.Count++;
        }

        if (node.Count is >= 2 and < Ticks.SettledCount && conclusive)
        {
            node.Count++;
        }

        bool over = node.Seen.Role == Role.Free
            || (node.Silence >= Records.WaitFor(node, setup) && !Records.ShowsLiveClaim(node));
        if (node.Count < Ticks.SettledCount || !conclusive || !over)
        {
            return node.Count == 1;
        }

        node.Phase = Phase.Owning;
        node.Count = 0;
        node.ClaimAge = 0;
        return true;
    }

    private static bool CountOwn(ref Node node, bool conclusive)
    {
        bool competing = Records.ShowsLiveClaim(node) && node.Seen.Epoch >= node.Epoch;
        if (!conclusive || competing)
        {
            node.Count = 0;
            return false;
        }

        node.Count++;
        if (node.Count == 2)
        {
            node.Phase = Phase.Confirmed;
            node.Lease = (byte)(Ticks.Lease - node.PreviousAge);
        }

        return node.Count == 1;
    }

    private static bool CountAdoption(ref Node node, bool conclusive)
    {
        if (!conclusive)
        {
            node.Count = 0;
            return false;
        }

        node.Count++;
        bool overtaken = (node.Seen.Role == Role.Own || Records.ShowsLiveClaim(node)) && node.Seen.Epoch > node.Epoch;
        if (node.Count == 2 && overtaken)
        {
            node.Lease = 0;
        }
        else if (node.Count == 2)
        {
            node.Phase = Phase.Serving;
            node.Lease = (byte)(Ticks.Lease - node.PreviousAge);
            node.Watchdog = node.Watchdog == Node.Unarmed ? Node.Unarmed : (byte)Ticks.Watchdog;
            node.Stopping = false;
        }

        return node.Count == 1;
    }
}
