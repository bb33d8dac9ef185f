using Beast.Quorum.Explorer.Tests.Model;
using Beast.Quorum.Explorer.Tests.Rules;

namespace Beast.Quorum.Explorer.Tests.Moves;

/// <summary>What ends a fault. Costs nothing and may come at any later moment, or never.</summary>
internal sealed class Recoveries(Setup setup)
{
    public void Expand(in World world, int self, Successors into)
    {
        if (!world.IsCalm)
        {
            return;
        }

        ref readonly Node node = ref world.Nodes[self];
        if (node.Write == WriteState.Hung)
        {
            EndWrite(world, self, into);
        }

        // A new daemon starts only when the old process is gone, and that holds on to its write.
        if (node.Daemon is Daemon.Dead or Daemon.Off && node.Write == WriteState.None)
        {
            World next = world;
            Start(ref next, self);
            into.Add(next, node.Daemon == Daemon.Off ? StepKind.Boot : StepKind.StartDaemon, self);
        }

        if (node.Daemon == Daemon.Paused)
        {
            EndPause(world, self, into);
        }

        if (node.Blind && node.Daemon is Daemon.Running or Daemon.Paused)
        {
            World next = world;
            next.Nodes[self].Blind = false;
            into.Add(next, StepKind.SeeAgain, self);
        }
    }

    private static void EndWrite(in World world, int self, Successors into)
    {
        World landed = world;
        Cycles.Land(ref landed, self);
        into.Add(landed, StepKind.HungWriteLands, self);
        World failed = world;
        failed.Nodes[self].Write = WriteState.None;
        failed.Nodes[self].CycleDone = true;
        into.Add(failed, StepKind.HungWriteFails, self);
    }

    private void Start(ref World world, int self)
    {
        ref Node node = ref world.Nodes[self];
        bool serves = node.Serves;
        Node fresh = new()
        {
            Daemon = Daemon.Running,
            Phase = serves ? Phase.Adopting : Phase.Start,
            Lease = serves ? (byte)Ticks.Lease : (byte)0,
            Epoch = node.Epoch,
            Highest = node.Highest,
            LastOwned = node.LastOwned,
            Watchdog = node.Watchdog,
            Stopping = node.Stopping && setup.Has(Rule.StoppingUntilAdopted),
        };
        node = fresh;
        world.Registers[1 - self].Unseen = true;
    }

    private void EndPause(in World world, int self, Successors into)
    {
        World next = world;
        ref Node node = ref next.Nodes[self];
        if (node.PatPending)
        {
            node.PatPending = false;
            node.Watchdog = Ticks.Watchdog;
            into.Add(next, StepKind.LatePatLands, self);
            return;
        }

        node.Daemon = Daemon.Running;
        Leases.LookAtTime(ref node, setup);
        Leases.Pat(ref node, setup);
        into.Add(next, StepKind.Resume, self);
    }
}
