using Beast.Quorum.Lab.Runs;

namespace Beast.Quorum.Lab.Scenarios;

/// <summary>The interlink is cut: the quorum device alone keeps everything where it is.</summary>
internal sealed class LinkCut : Scenario
{
    public override string Name => "link-cut";

    public override string Story => "the interlink is cut, heartbeats and HA link alike; nothing moves";

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        pair.Interlink.IsCut = true;
        pair.HaLink.IsCut = true;
        NothingMoves(pair, owner, "the interlink is cut");
        pair.Interlink.IsCut = false;
        pair.HaLink.IsCut = false;
        pair.AwaitReady(1 - owner, Patience);
        MustServe(pair, owner, "the interlink is back");
        return null;
    }
}

/// <summary>The interlink fails in one direction, then in the other.</summary>
internal sealed class OneWayLink : Scenario
{
    public override string Name => "one-way-link";

    public override string Story => "the interlink fails one way, then the other; nothing moves";

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        Network.ProxyDirection[] directions = [pair.Interlink.From0To1, pair.Interlink.From1To0];
        foreach (Network.ProxyDirection direction in directions)
        {
            direction.IsCut = true;
            NothingMoves(pair, owner, direction == pair.Interlink.From0To1
                ? "node 1 does not hear node 0 over the interlink"
                : "node 0 does not hear node 1 over the interlink");
            direction.IsCut = false;
            pair.AwaitReady(1 - owner, Patience);
        }

        MustServe(pair, owner, "the interlink is whole again");
        return null;
    }
}

/// <summary>A planned move and the way back, under a client's load.</summary>
internal sealed class Switchover : Scenario
{
    public override string Name => "switchover";

    public override string Story => "a planned move, and back; the client waits for the moves and loses nothing";

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        FailBack(pair, owner);
        FailBack(pair, 1 - owner);
        MustServe(pair, owner, "it was moved there and back");
        return null;
    }
}

/// <summary>The interlink delays and loses datagrams, a third of them and then nearly all.</summary>
internal sealed class LossyLink : Scenario
{
    public override string Name => "lossy-link";

    public override string Story => "the interlink delays and loses a third of the datagrams, then nearly all; "
        + "nothing moves";

    public override Death? Run(LabPair pair, int round)
    {
        int owner = pair.Owner();
        TimeSpan delay = 2 * pair.Settings.Timing.Heartbeat;
        Spoil(pair, delay, 0.33);
        NothingMoves(pair, owner, "the interlink delays every datagram and loses a third");
        Spoil(pair, 2 * delay, 0.9);
        NothingMoves(pair, owner, "the interlink delays more and loses nine of ten");
        Spoil(pair, TimeSpan.Zero, 0);
        pair.AwaitReady(1 - owner, Patience);
        MustServe(pair, owner, "the interlink is whole again");
        return null;
    }

    private static void Spoil(LabPair pair, TimeSpan delay, double loss)
    {
        foreach (Network.ProxyDirection direction in
            (Network.ProxyDirection[])[pair.Interlink.From0To1, pair.Interlink.From1To0])
        {
            direction.Delay = delay;
            direction.Loss = loss;
        }
    }
}
