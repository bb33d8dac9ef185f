using Beast.Quorum.Explorer.Tests.Model;
using Beast.Quorum.Explorer.Tests.Rules;

namespace Beast.Quorum.Explorer.Tests.Moves;

/// <summary>What a node does to its own host: takeover, the end of demotion, resets, leaving for a restart.</summary>
internal sealed class Commands(Setup setup)
{
    public void Expand(in World world, int self, Successors into)
    {
        ref readonly Node node = ref world.Nodes[self];
        if (node.Daemon != Daemon.Off && node.Watchdog == 0)
        {
            World next = world;
            Reset(ref next, self);
            into.Add(next, StepKind.WatchdogResets, self);
        }

        if (!node.IsRunning)
        {
            return;
        }

        if (Leases.MustSelfFence(node, setup))
        {
            World next = world;
            Reset(ref next, self);
            into.Add(next, StepKind.SelfFence, self);
        }

        if (node.Phase == Phase.Confirmed)
        {
            FirstCommand(world, self, into);
        }

        if (node.Phase == Phase.Serving)
        {
            WhileServing(world, self, into);
        }

        if (node.Phase == Phase.Demoting && world.IsCalm)
        {
            World next = world;
            Records.Withdraw(ref next.Nodes[self]);
            into.Add(next, StepKind.DemotionEnds, self);
        }
    }

    /// <summary>Whether something is due that happens before time goes on.</summary>
    public bool IsDue(in Node node) =>
        (node.Daemon != Daemon.Off && node.Watchdog == 0)
        || Leases.MustSelfFence(node, setup)
        || (node.IsRunning && node.Phase == Phase.Confirmed)
        || MustArm(node);

    public static void Reset(ref World world, int self)
    {
        ref Node node = ref world.Nodes[self];
        node.Daemon = Daemon.Off;
        node.Phase = Phase.Start;
        Interlink.Drop(ref world, self);
    }

    private bool MustArm(in Node node) =>
        setup.Watchdog && node.IsRunning && node.Phase == Phase.Serving && node.Watchdog == Node.Unarmed;

    private void FirstCommand(in World world, int self, Successors into)
    {
        World next = world;
        ref Node node = ref next.Nodes[self];
        int needed = setup.Watchdog && setup.Has(Rule.ArmedWithinLease) ? Ticks.Watchdog : 1;
        if (setup.Has(Rule.CheckLeaseAtStart) && node.Lease < needed)
        {
            Records.Withdraw(ref node);
            into.Add(next, StepKind.FirstCommand, self);
            return;
        }

        node.Phase = Phase.Serving;
        node.Watchdog = setup.Watchdog && setup.Has(Rule.ArmFirst) ? (byte)Ticks.Watchdog : Node.Unarmed;
        next.EpochRepeated |= node.Epoch <= Math.Max(node.LastOwned, world.Nodes[1 - self].LastOwned);
        node.LastOwned = node.Epoch;
        into.Add(next, StepKind.FirstCommand, self);
    }

    private void WhileServing(in World world, int self, Successors into)
    {
        ref readonly Node node = ref world.Nodes[self];
        if (MustArm(node))
        {
            World next = world;
            next.Nodes[self].Watchdog = Ticks.Watchdog;
            into.Add(next, StepKind.Arm, self);
            return;
        }

        if (world.Faults > 0 && setup.Allows(Fault.Restart) && !node.Stopping)
        {
            World next = world;
            next.Faults--;
            next.Nodes[self].Stopping = true;
            next.Nodes[self].Count = 0;
            into.Add(next, StepKind.PlanRestart, self);
        }

        // Two written cycles have carried the flag, and the lease runs from one of them.
        if (node.Stopping && node.Count >= 2 && node.Write == WriteState.None && node.Lease > Ticks.Demote)
        {
            World next = world;
            ref Node leaver = ref next.Nodes[self];
            leaver.Daemon = Daemon.Dead;
            leaver.Watchdog = setup.Has(Rule.RestartArmed) ? (byte)(leaver.Lease + Ticks.Stop) : Node.Unarmed;
            Interlink.Drop(ref next, self);
            into.Add(next, StepKind.ExitForRestart, self);
        }
    }
}
