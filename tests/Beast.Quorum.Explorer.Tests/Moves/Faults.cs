using Beast.Quorum.Explorer.Tests.Model;
using Beast.Quorum.Explorer.Tests.Rules;

namespace Beast.Quorum.Explorer.Tests.Moves;

/// <summary>The faults of one node. Each costs one of those that a run may have.</summary>
internal sealed class Faults(Setup setup)
{
    public void Expand(in World world, int self, Successors into)
    {
        if (world.Faults == 0 || world.Nodes[self].Daemon == Daemon.Off || world.IsMidCycle(1 - self))
        {
            return;
        }

        World next = world;
        next.Faults--;
        ref Node node = ref next.Nodes[self];
        if (setup.Allows(Fault.PowerLoss))
        {
            World off = next;
            Commands.Reset(ref off, self);
            into.Add(off, StepKind.PowerLoss, self);
        }

        if (node.Daemon == Daemon.Dead)
        {
            return;
        }

        if (setup.Allows(Fault.Kill))
        {
            World killed = next;
            Kill(ref killed, self);
            into.Add(killed, StepKind.Kill, self);
        }

        if (setup.Allows(Fault.Blind) && !node.Blind && world.IsCalm)
        {
            World blind = next;
            blind.Nodes[self].Blind = true;
            into.Add(blind, StepKind.GoBlind, self);
        }

        if (setup.Allows(Fault.Pause) && node.IsRunning)
        {
            Pause(next, self, into);
        }
    }

    private void Pause(in World world, int self, Successors into)
    {
        World next = world;
        next.Nodes[self].Daemon = Daemon.Paused;
        into.Add(next, StepKind.Pause, self);
        if (Leases.MayPat(next.Nodes[self], setup))
        {
            next.Nodes[self].PatPending = true;
            into.Add(next, StepKind.PauseBeforePat, self);
        }
    }

    private static void Kill(ref World world, int self)
    {
        ref Node node = ref world.Nodes[self];
        node.Phase = node.Serves ? Phase.Serving : Phase.Start;
        node.Daemon = Daemon.Dead;
        Interlink.Drop(ref world, self);
    }
}
