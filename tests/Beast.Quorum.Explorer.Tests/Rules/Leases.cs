using Beast.Quorum.Explorer.Tests.Model;

namespace Beast.Quorum.Explorer.Tests.Rules;

/// <summary>Renewal, the watchdog's pats, and what happens when time passes.</summary>
internal static class Leases
{
    /// <summary>Renews until t + L, t being <paramref name="age"/> ticks ago.</summary>
    public static void Renew(ref Node node, int age)
    {
        bool blocked = (node.Seen.Role == Role.Own || Records.ShowsLiveClaim(node))
            && node.Seen.Epoch > node.Epoch;
        if (node.Leases && node.Lease > 0 && !blocked && age < Ticks.Lease)
        {
            node.Lease = (byte)Math.Max(node.Lease, Ticks.Lease - age);
        }
    }

    public static void Pat(ref Node node, Setup setup)
    {
        if (MayPat(node, setup))
        {
            node.Watchdog = Ticks.Watchdog;
        }
    }

    public static bool MayPat(in Node node, Setup setup)
    {
        int left = setup.Has(Rule.PatWindowIsTwice) ? 2 * Ticks.Watchdog : Ticks.Watchdog;
        bool served = node.Phase is Phase.Serving or Phase.Demoting;
        return served && node.Watchdog != Node.Unarmed
            && (node.Lease >= left || !setup.Has(Rule.PatOnlyInWindow));
    }

    /// <summary>Time is looked at first in every event.</summary>
    public static void LookAtTime(ref Node node, Setup setup)
    {
        bool proofIsOld = node.ConclusiveAge > Ticks.ConclusiveLimit;
        bool settled = node.Count >= Ticks.SettledCount;
        bool ownerNotSilent = node.Seen.Role == Role.Own && node.Silence < Records.WaitFor(node, setup);
        switch (node.Phase)
        {
            case Phase.Claiming when node.ClaimAge >= Ticks.Settle && (proofIsOld || (!settled && ownerNotSilent)):
            case Phase.Owning when node.ClaimAge >= Ticks.OwnLimit && setup.Has(Rule.OwnTimesOut):
            case Phase.Confirmed when node.Lease == 0 && setup.Has(Rule.CheckLeaseAtStart):
                Records.Withdraw(ref node);
                break;
            case Phase.Serving when node.Lease <= Ticks.Demote:
                node.Phase = Phase.Demoting;
                break;
            default:
                break;
        }
    }

    /// <summary>Whether the daemon must reset its host at once.</summary>
    public static bool MustSelfFence(in Node node, Setup setup)
    {
        bool expired = node.Lease == 0 && setup.Has(Rule.SelfFence);
        bool overtaken = node.Seen.Role == Role.Own && node.Seen.Epoch > node.Epoch;
        return node.IsRunning && node.Serves && (expired || overtaken);
    }
}
