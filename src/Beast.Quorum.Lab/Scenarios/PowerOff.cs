using Beast.Quorum.Lab.Runs;

namespace Beast.Quorum.Lab.Scenarios;

/// <summary>The main job: the owner loses power, the other takes over, it comes back, the group goes home.</summary>
internal sealed class PowerOff : Scenario
{
    public override string Name => "power-off";

    public override string Story => "the owner loses power; the other takes over; it comes back; the group goes home";

    public override int Takeovers => 1;

    public override Death? Run(LabPair pair, int round)
    {
        // The victims alternate.
        int victim = round % 2;
        if (pair.Owner() != victim)
        {
            FailBack(pair, 1 - victim);
        }

        Death death = new(victim, pair.PowerOff(victim));
        pair.AwaitServing(1 - victim, TakeoverBound(pair));

        // Node 0 comes back as FreeBSD 11 does with ha_role=0 in loader.conf: as primary.
        ComeBack(pair, victim, bootRole: victim);
        FailBack(pair, 1 - victim);
        return death;
    }
}

/// <summary>The standby loses power: nothing moves.</summary>
internal sealed class StandbyOff : Scenario
{
    public override string Name => "standby-off";

    public override string Story => "the standby loses power and comes back; nothing moves";

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        pair.PowerOff(1 - owner);
        NothingMoves(pair, owner, "the standby is off");
        ComeBack(pair, 1 - owner);
        MustServe(pair, owner, "the standby came back");
        return null;
    }
}

/// <summary>Both lose power; then both, and then only one of them, come back.</summary>
internal sealed class ColdStart : Scenario
{
    public override string Name => "cold-start";

    public override string Story => "both lose power; both come back; both lose power again; only one comes back";

    // One when both come back and nobody owns it, one by the node that comes back alone.
    public override int Takeovers => 2;

    public override Death? Run(LabPair pair, int round)
    {
        BothOff(pair);
        pair.PowerOn(0);
        pair.PowerOn(1);
        pair.Await("the group is served again", Patience + TakeoverBound(pair), () => pair.Owner() >= 0);
        int owner = pair.Owner();
        pair.AwaitReady(1 - owner, Patience);
        BothOff(pair);
        int alone = 1 - owner;
        pair.PowerOn(alone);
        pair.AwaitServing(alone, Patience + TakeoverBound(pair));
        ComeBack(pair, owner);
        return null;
    }

    private static void BothOff(LabPair pair)
    {
        pair.PowerOff(1);
        pair.PowerOff(0);
    }
}
