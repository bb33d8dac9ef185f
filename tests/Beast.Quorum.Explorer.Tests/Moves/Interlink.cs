using Beast.Quorum.Explorer.Tests.Model;
using Beast.Quorum.Explorer.Tests.Rules;

namespace Beast.Quorum.Explorer.Tests.Moves;

/// <summary>
/// The interlink. While it is up, both nodes hear each other once a tick, at its beginning, and every heartbeat is
/// acknowledged at once. When it is cut, one record may be on its way and arrive at any later time.
/// </summary>
internal sealed class Interlink(Setup setup)
{
    private const byte NoAck = 7;

    public void Expand(in World world, Successors into)
    {
        if (!world.IsCalm || !setup.Interlink)
        {
            return;
        }

        if (world.Link != LinkState.Down && world.Faults > 0 && setup.Allows(Fault.Cut))
        {
            World next = world;
            next.Link = LinkState.Down;
            next.Faults--;
            into.Add(next, StepKind.CutLink);
            for (int to = 0; to < 2 && world.Link == LinkState.Up; to++)
            {
                Catch(next, to, into);
            }
        }

        if (world.Link == LinkState.Down)
        {
            World next = world;
            next.Link = LinkState.Back;
            into.Add(next, StepKind.RestoreLink);
        }

        if (world.Late.Present)
        {
            Deliver(world, into);
        }
    }

    /// <summary>Both nodes hear each other.</summary>
    public static void Exchange(ref World world, Setup setup)
    {
        if (world.Link == LinkState.Down)
        {
            return;
        }

        world.Link = LinkState.Up;
        if (!Speaks(world.Nodes[0]) || !Speaks(world.Nodes[1]))
        {
            return;
        }

        Publication first = Records.Of(world.Nodes[0], setup);
        Publication second = Records.Of(world.Nodes[1], setup);
        Hear(ref world, 0, second, setup);
        Hear(ref world, 1, first, setup);
    }

    /// <summary>The node has seen a newer record than the one that is late.</summary>
    public static void Outdate(ref World world, int reader) =>
        world.Late.Stale |= world.Late.Present && world.Late.To == reader;

    /// <summary>The process that it is for is gone, and its socket with it.</summary>
    public static void Drop(ref World world, int self)
    {
        if (world.Late.To == self)
        {
            world.Late = default;
        }
    }

    private static bool Speaks(in Node node) => node.IsRunning && node.Phase != Phase.Start;

    private static void Hear(ref World world, int self, Publication record, Setup setup)
    {
        Outdate(ref world, self);
        world.Registers[1 - self].Unseen = false;
        world.Nodes[1 - self].Superseded |= world.Nodes[1 - self].Write == WriteState.Hung;
        Records.TakeIn(ref world, self, record, setup);
        Leases.Renew(ref world.Nodes[self], 0);
    }

    private void Catch(in World world, int to, Successors into)
    {
        if (!Speaks(world.Nodes[0]) || !Speaks(world.Nodes[1]) || world.Late.Present)
        {
            return;
        }

        World next = world;
        next.Late = new Message
        {
            Present = true,
            To = (byte)to,
            Content = Records.Of(world.Nodes[1 - to], setup),
            AckAge = world.Nodes[to].Leases ? (byte)0 : NoAck,
        };
        into.Add(next, StepKind.CutLinkWithRecordOnItsWay, to);
    }

    private void Deliver(in World world, Successors into)
    {
        int self = world.Late.To;
        if (!world.Nodes[self].IsRunning)
        {
            return;
        }

        World next = world;
        Message message = world.Late;
        next.Late = default;
        if (!message.Stale || !setup.Has(Rule.OnlyHigherSequenceIsFresh))
        {
            Records.TakeIn(ref next, self, message.Content, setup);
            int age = setup.Has(Rule.RenewFromSendTime) ? message.AckAge : 0;
            Leases.Renew(ref next.Nodes[self], message.AckAge == NoAck ? NoAck : age);
        }

        into.Add(next, StepKind.LateRecordArrives, self);
    }
}
