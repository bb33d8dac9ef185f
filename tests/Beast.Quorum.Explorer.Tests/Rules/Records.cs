using Beast.Quorum.Explorer.Tests.Model;

namespace Beast.Quorum.Explorer.Tests.Rules;

/// <summary>What a node publishes, and what it makes of the peer's records.</summary>
internal static class Records
{
    public static Publication Of(in Node node, Setup setup) => node.Phase switch
    {
        Phase.Claiming => new Publication(Role.Claim, node.Epoch, false),
        Phase.Owning or Phase.Confirmed or Phase.Serving => Own(node),
        Phase.Demoting when setup.Has(Rule.ReleasedAfterAbsence) => Own(node),
        Phase.Adopting when setup.Has(Rule.AdoptPublishesOwn) => Own(node),
        _ => new Publication(Role.Free, node.LastOwned, false),
    };

    /// <summary>Takes in a record that is newer than all before.</summary>
    public static void TakeIn(ref World world, int reader, Publication record, Setup setup)
    {
        ref Node node = ref world.Nodes[reader];
        node.Seen = record;
        node.Silence = 0;
        if (setup.Has(Rule.ClaimAboveSeen))
        {
            node.Highest = Math.Max(node.Highest, record.Epoch);
        }

        React(ref node, reader, setup);
    }

    /// <summary>How long silence must last before it stands for the peer's end, after its newest record.</summary>
    public static int WaitFor(in Node node, Setup setup) =>
        setup.Wait + (node.Seen.Stopping && setup.Has(Rule.StoppingCounts) ? Ticks.Stop : 0);

    /// <summary>Whether the peer's newest record is a claim that somebody still stands behind.</summary>
    public static bool ShowsLiveClaim(in Node node) =>
        node.Seen.Role == Role.Claim && node.Silence < Ticks.Settle;

    public static void Withdraw(ref Node node) => node.Phase = Phase.Standby;

    // A fresh record of an owner withdraws; of two claimants node 0, the preferred one, stays.
    private static void React(ref Node node, int self, Setup setup)
    {
        bool claims = node.Phase is Phase.Claiming or Phase.Owning;
        bool ownerLives = node.Seen.Role == Role.Own
            && (node.Phase == Phase.Claiming || setup.Has(Rule.LifeWithdrawsOwn));
        bool yields = node.Seen.Role == Role.Claim && self == 1;
        if (claims && (ownerLives || yields))
        {
            Withdraw(ref node);
        }

        // Somebody owned a higher epoch, and gave it up again, while this node did not look.
        bool overtaken = node.Seen.Role == Role.Free && node.Seen.Epoch > node.Epoch
            && setup.Has(Rule.OvertakenWithdraws);
        if ((claims || node.Phase == Phase.Confirmed) && overtaken)
        {
            Withdraw(ref node);
        }

        if (node.Phase == Phase.Confirmed && node.Seen.Role == Role.Own && node.Seen.Epoch > node.Epoch)
        {
            Withdraw(ref node);
        }
    }

    private static Publication Own(in Node node) => new(Role.Own, node.Epoch, node.Stopping);
}
