using Beast.Quorum.Explorer.Tests.Model;
using Beast.Quorum.Explorer.Tests.Rules;

namespace Beast.Quorum.Explorer.Tests.Moves;

/// <summary>
/// The heartbeat on the device: write my register, then read the peer's; and the claim that precedes one.
/// </summary>
internal sealed class Cycles(Setup setup)
{
    public void Expand(in World world, int self, Successors into)
    {
        ref readonly Node node = ref world.Nodes[self];
        if (!node.IsRunning)
        {
            return;
        }

        if (Claims.MayClaim(node) && Claims.NextEpoch(node, self, setup) is > 0 and byte epoch)
        {
            World next = world;
            Claims.Make(ref next.Nodes[self], epoch);
            into.Add(next, StepKind.Claim, self);
        }

        if (node.Write == WriteState.None && !node.CycleDone)
        {
            Write(world, self, into);
        }

        if (node.Write == WriteState.Landed)
        {
            Read(world, self, into);
        }
    }

    /// <summary>A write becomes the newest record of its ring, unless the peer saw a later one.</summary>
    public static void Land(ref World world, int self)
    {
        ref Node node = ref world.Nodes[self];
        ref Register register = ref world.Registers[self];
        register.Newest = node.Sent;
        register.Unseen |= !node.Superseded;

        node.Write = node.Daemon is Daemon.Running or Daemon.Paused ? WriteState.Landed : WriteState.None;
    }

    private void Write(in World world, int self, Successors into)
    {
        World next = world;
        ref Node node = ref next.Nodes[self];
        node.Sent = Records.Of(node, setup);
        node.WriteAge = 0;
        node.Superseded = false;
        node.Write = WriteState.Hung;
        if (world.Faults > 0 && setup.Allows(Fault.Hang))
        {
            World hung = next;
            hung.Faults--;
            into.Add(hung, StepKind.WriteHangs, self);
        }

        if (world.Hides > 0)
        {
            World hidden = next;
            hidden.Hides--;
            hidden.Nodes[self].Write = WriteState.Landed;
            into.Add(hidden, StepKind.WriteIntoBadBlock, self);
        }

        Land(ref next, self);
        into.Add(next, StepKind.Write, self);
    }

    private void Read(in World world, int self, Successors into)
    {
        ref readonly Node node = ref world.Nodes[self];
        World next = world;
        bool skips = node.Phase == Phase.Owning && !setup.Has(Rule.OwnIsReadBack);
        bool conclusive = skips || View(ref next, self);
        CycleEnd.Apply(ref next, self, conclusive, setup);
        into.Add(next, StepKind.Read, self);
    }

    // Reads the peer's ring; whether the read proves that there is nothing newer than what it shows.
    private bool View(ref World world, int self)
    {
        ref Node node = ref world.Nodes[self];
        ref Register ring = ref world.Registers[1 - self];
        if (node.Blind)
        {
            return !setup.Has(Rule.ReadsAreConclusive);
        }

        node.ConclusiveAge = 0;
        byte waited = node.Silence;
        bool first = node.Phase == Phase.Start;
        if (ring.Unseen)
        {
            ring.Unseen = false;
            Interlink.Outdate(ref world, self);
            Records.TakeIn(ref world, self, ring.Newest, setup);
        }

        if (first)
        {
            node.Phase = Phase.Standby;
            node.Silence = setup.Has(Rule.WaitFromFirstRead) ? (byte)0 : waited;
        }

        return true;
    }
}
