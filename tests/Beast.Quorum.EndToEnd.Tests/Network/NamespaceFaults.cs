using Beast.Quorum.Lab.Runs;
using Beast.Quorum.Lab.Scenarios;

namespace Beast.Quorum.EndToEnd.Tests.Network;

/// <summary>What can happen to a real cable, and a power cut while it is out.</summary>
internal sealed class NamespaceFaults(NetworkNamespaces wire) : Scenario
{
    private const int Third = 33;

    public override string Name => "namespaces";

    public override string Story => "the cable between two network namespaces is cut, loses one way, then both ways; "
        + "nothing moves, until the owner dies while it is out";

    public override int Takeovers => 1;

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        Cut(pair, true);
        NothingMoves(pair, owner, "the cable is out");
        Cut(pair, false);
        pair.AwaitReady(1 - owner, Patience);
        if (wire.CanDrop(out string reason))
        {
            LoseOneWay(pair, owner);
            LoseAndDelay(pair, owner);
        }
        else
        {
            TestContext.Out.WriteLine($"no loss in the namespaces, there is no nft(8) (Debian: nftables): {reason}");
        }

        Cut(pair, true);
        Death death = new(owner, pair.PowerOff(owner));
        pair.AwaitServing(1 - owner, TakeoverBound(pair));
        Cut(pair, false);
        ComeBack(pair, owner);
        return death;
    }

    private void LoseOneWay(LabPair pair, int owner)
    {
        for (int deaf = 0; deaf < 2; deaf++)
        {
            wire.Lose(deaf, 100);
            NothingMoves(pair, owner, $"node {deaf} receives nothing from the cable");
            MustHaveLost(deaf);
            wire.Lose(deaf, 0);
            pair.AwaitReady(1 - owner, Patience);
        }
    }

    private void LoseAndDelay(LabPair pair, int owner)
    {
        bool delayed = true;
        for (int node = 0; node < 2; node++)
        {
            wire.Lose(node, Third);
            delayed &= wire.TryDelay(node, 2 * pair.Settings.Timing.Heartbeat, out string reason);
            if (!delayed && node == 0)
            {
                TestContext.Out.WriteLine(
                    $"no delay in the namespaces, this kernel has no netem: {reason}; lossy-link delays on loopback");
            }
        }

        NothingMoves(pair, owner, $"the cable loses a third both ways{(delayed ? " and delays the rest" : "")}");
        for (int node = 0; node < 2; node++)
        {
            MustHaveLost(node);
            wire.Lose(node, 0);
            if (delayed)
            {
                wire.NoDelay(node);
            }
        }

        pair.AwaitReady(1 - owner, Patience);
    }

    private void MustHaveLost(int node)
    {
        if (wire.Lost(node) == 0)
        {
            throw new LabFailureException($"node {node} lost no packet: the fault was none");
        }
    }

    private void Cut(LabPair pair, bool cut)
    {
        wire.Cut(cut);
        pair.HaLink.IsCut = cut;
    }
}
