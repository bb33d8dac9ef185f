using Beast.Quorum.Lab.Runs;

namespace Beast.Quorum.Lab.Scenarios;

/// <summary>Each node serves a pool of its own; one dies, the other serves both, and what it took goes home.</summary>
internal sealed class TwoPools : Scenario
{
    public override string Name => "two-pools";

    public override string Story =>
        "each node serves a pool; one loses power, the other serves both; it comes back, and its pool goes home";

    public override int Takeovers => 1;

    public override LabLayout Layout => LabLayout.Two;

    public override Death? Run(LabPair pair, int round)
    {
        // The victims alternate.
        int victim = round % 2, survivor = 1 - victim;
        LabGroup lost = pair.Layout.Groups[victim], kept = pair.Layout.Groups[survivor];
        Death death = new(victim, pair.PowerOff(victim));
        pair.AwaitServing(survivor, TakeoverBound(pair), lost);
        MustServe(pair, survivor, "the other node's death is no reason to stop", kept);
        // As FreeBSD 11 and later with ha_role=0 in loader.conf, whose LUNs are primary at first.
        pair.PowerOn(victim, bootRole: victim);
        pair.AwaitReady(victim, Patience, kept);
        pair.AwaitReady(victim, Patience, lost);
        pair.Switchover(survivor, lost);
        pair.AwaitServing(victim, Patience, lost);
        pair.AwaitReady(survivor, Patience, lost);
        MustServe(pair, survivor, "only the other group moved", kept);
        return death;
    }
}
