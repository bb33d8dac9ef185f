using Beast.Quorum.Explorer.Tests.Model;
using Beast.Quorum.Explorer.Tests.Rules;

namespace Beast.Quorum.Explorer.Tests.Moves;

/// <summary>
/// A tick passes when everything that is due has happened. One clock may lose a tick: that is the drift of both.
/// </summary>
internal sealed class Clock(Setup setup)
{
    private readonly Commands commands = new(setup);

    public void Expand(in World world, Successors into)
    {
        if (!MayPass(world.Nodes[0]) || !MayPass(world.Nodes[1]))
        {
            return;
        }

        into.Add(Pass(world, loser: -1), StepKind.Tick);
        for (int loser = 0; loser < 2 && world.Slips > 0; loser++)
        {
            if (world.Nodes[loser].Daemon != Daemon.Off)
            {
                into.Add(Pass(world, loser), StepKind.TickThatAClockLoses, loser);
            }
        }
    }

    private bool MayPass(in Node node)
    {
        bool cycleIsDone = node.CycleDone || node.Write == WriteState.Hung;
        bool waits = node.Write != WriteState.Landed && cycleIsDone;
        return (!node.IsRunning || waits) && !commands.IsDue(node);
    }

    private World Pass(in World world, int loser)
    {
        World next = world;
        for (int self = 0; self < 2; self++)
        {
            ref Node node = ref next.Nodes[self];
            node.CycleDone = false;
            if (self != loser)
            {
                Age(ref next, self);
            }
        }

        next.Slips -= (byte)(loser < 0 ? 0 : 1);
        LookAtTime(ref next.Nodes[0]);
        LookAtTime(ref next.Nodes[1]);
        Interlink.Exchange(ref next, setup);
        for (int self = 0; self < 2; self++)
        {
            if (next.Nodes[self].IsRunning)
            {
                Leases.Pat(ref next.Nodes[self], setup);
            }
        }

        return next;
    }

    private void LookAtTime(ref Node node)
    {
        if (node.IsRunning)
        {
            Leases.LookAtTime(ref node, setup);
        }
    }

    private void Age(ref World world, int self)
    {
        ref Node node = ref world.Nodes[self];
        if (node.Daemon != Daemon.Off && node.Watchdog is > 0 and < Node.Unarmed)
        {
            node.Watchdog--;
        }

        if (node.Daemon is Daemon.Off or Daemon.Dead)
        {
            return;
        }

        bool counts = node.Phase != Phase.Start || !setup.Has(Rule.WaitFromFirstRead);
        node.Lease -= (byte)(node.Lease > 0 ? 1 : 0);
        node.Silence += (byte)(counts ? 1 : 0);
        node.ConclusiveAge++;
        node.ClaimAge++;
        node.WriteAge++;
        node.PreviousAge++;
        if (world.Late.Present && world.Late.To == self && world.Late.AckAge < Ticks.Lease)
        {
            world.Late.AckAge++;
        }
    }
}
