using Beast.Quorum.Lab.Network;
using Beast.Quorum.Lab.Nodes;
using Beast.Quorum.Lab.Runs;

namespace Beast.Quorum.Lab.Scenarios;

/// <summary>
/// Two pools, each at home on a node, and the other node reaches it over iSCSI: the interlink is cut and mended; one
/// node loses power, the other takes its pool over, it comes back, and its pool goes home.
/// </summary>
internal sealed class Arbitrator : Scenario
{
    public override string Name => "arbitrator";

    public override string Story => "two pools at home on their nodes, reached from the other over iSCSI; the "
        + "interlink is cut; one node loses power; the other takes its pool over; it comes back; its pool goes home";

    public override LabLayout Layout => ArbitratorLayout.Two;

    public override int Takeovers => 1;

    public override Death? Run(LabPair pair, int round)
    {
        // The victims alternate.
        int victim = round % 2, survivor = 1 - victim;
        LabGroup taken = pair.Layout.Groups[victim], own = pair.Layout.Groups[survivor];
        MustReach(pair, survivor, taken);
        MustReach(pair, victim, own);
        CutAndMend(pair);
        MustServe(pair, victim, taken);
        MustServe(pair, survivor, own);
        Death death = new(victim, pair.PowerOff(victim));
        pair.AwaitServing(survivor, TakeoverBound(pair), taken);
        MustUse(pair, survivor, taken, "zvol/");
        pair.PowerOn(victim);
        pair.AwaitReady(victim, Patience, taken);
        pair.AwaitReady(victim, Patience, own);
        MustReach(pair, victim, own);
        pair.Switchover(survivor, taken);
        pair.AwaitServing(victim, Patience, taken);
        pair.AwaitReady(survivor, Patience, taken);
        MustReach(pair, survivor, taken);
        MustServe(pair, survivor, own);
        return death;
    }

    /// <summary>The sessions drop, and the devices go with their only path; mended, both come back.</summary>
    private static void CutAndMend(LabPair pair)
    {
        pair.Timeline.Act("the interlink is cut, iSCSI and heartbeats");
        Cut(pair, true);
        for (int node = 0; node < 2; node++)
        {
            string device = ArbitratorLayout.Multipath(pair.Layout.Groups[1 - node]);
            LabNode there = pair.Nodes[node];
            pair.Await($"node {node}: {device} is gone", Patience,
                () => there.Tool("gmultipath", "getactive", device).Exit != 0);
        }

        pair.Timeline.Act("the interlink is mended");
        Cut(pair, false);
        MustReach(pair, 0, pair.Layout.Groups[1]);
        MustReach(pair, 1, pair.Layout.Groups[0]);
        pair.AwaitReady(0, Patience, pair.Layout.Groups[1]);
        pair.AwaitReady(1, Patience, pair.Layout.Groups[0]);
    }

    private static void Cut(LabPair pair, bool cut)
    {
        pair.Interlink.IsCut = cut;
        foreach (TcpRelay cable in pair.DataLinks)
        {
            cable.IsCut = cut;
        }
    }

    private static void MustServe(LabPair pair, int node, LabGroup group)
    {
        if (pair.Daemons[node].Look(group.Name) is not { Serves: true })
        {
            throw new LabFailureException($"node {node} should still serve group {group.Name}");
        }
    }

    /// <summary>The standby's device leads over the disk of its session.</summary>
    private static void MustReach(LabPair pair, int node, LabGroup group) => MustUse(pair, node, group, "da");

    /// <summary>Waits until the active path of a node's device is of a kind.</summary>
    private static void MustUse(LabPair pair, int node, LabGroup group, string kind)
    {
        string device = ArbitratorLayout.Multipath(group);
        pair.Await($"node {node}: {device} leads over {kind}", Patience, () =>
            pair.Nodes[node].Tool("gmultipath", "getactive", device) is { Exit: 0 } answer
            && answer.Out.StartsWith(kind, StringComparison.Ordinal));
    }
}
