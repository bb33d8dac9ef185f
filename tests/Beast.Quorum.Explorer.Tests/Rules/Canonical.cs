using Beast.Quorum.Explorer.Tests.Model;

namespace Beast.Quorum.Explorer.Tests.Rules;

/// <summary>Clears what can make no difference any more, so that equal situations are equal states.</summary>
internal static class Canonical
{
    public static void Apply(ref World world, Setup setup)
    {
        for (int self = 0; self < 2; self++)
        {
            ref Node node = ref world.Nodes[self];
            if (node.Daemon is Daemon.Off or Daemon.Dead)
            {
                Forget(ref node);
                world.Registers[1 - self].Unseen = true;
            }
            else
            {
                ClearWrite(ref node);
                ClearPhase(ref node);
                Saturate(ref node, setup);
            }
        }

        ClearRegisters(ref world);
        // A record that would be refused might as well be lost.
        bool refused = world.Late.Stale && setup.Has(Rule.OnlyHigherSequenceIsFresh);
        if (!world.Late.Present || refused)
        {
            world.Late = default;
        }
    }

    private static void Forget(ref Node node)
    {
        bool serves = node.Serves;
        Node kept = new()
        {
            Daemon = node.Daemon,
            Phase = serves ? Phase.Serving : Phase.Start,
            Highest = node.Highest,
            LastOwned = node.LastOwned,
            Epoch = serves ? node.Epoch : (byte)0,
            Stopping = serves && node.Stopping,
            Watchdog = serves ? node.Watchdog : Node.Unarmed,
        };
        if (node.Write == WriteState.Hung)
        {
            kept.Write = WriteState.Hung;
            kept.Sent = node.Sent;
            kept.Superseded = node.Superseded;
        }

        node = kept;
    }

    private static void ClearWrite(ref Node node)
    {
        if (node.Write == WriteState.None)
        {
            node.Sent = default;
        }

        node.Superseded &= node.Write == WriteState.Hung;
        node.WriteAge = node.Sent.Role == Role.Own ? node.WriteAge : (byte)0;
    }

    private static void ClearPhase(ref Node node)
    {
        Phase phase = node.Phase;
        bool idle = phase is Phase.Start or Phase.Standby;
        bool leases = node.Leases || phase == Phase.Adopting;
        bool claims = phase is Phase.Claiming or Phase.Owning;
        bool counts = claims || phase == Phase.Adopting || (phase == Phase.Serving && node.Stopping);
        node.Epoch = idle ? (byte)0 : node.Epoch;
        node.Count = counts ? node.Count : (byte)0;
        node.Lease = leases ? node.Lease : (byte)0;
        node.ClaimAge = claims ? node.ClaimAge : (byte)0;
        node.Stopping &= node.Serves;
        node.PatPending &= node.Daemon == Daemon.Paused;
        node.ConclusiveAge = phase is Phase.Standby or Phase.Claiming ? node.ConclusiveAge : (byte)0;
        bool hasPrevious = node.Leases || (phase is Phase.Owning or Phase.Adopting && node.Count > 0);
        node.PreviousAge = hasPrevious ? node.PreviousAge : (byte)0;
        node.Watchdog = node.Serves ? node.Watchdog : Node.Unarmed;
        if (node.Seen.Role == Role.Free)
        {
            node.Seen = default;
        }
    }

    private static void Saturate(ref Node node, Setup setup)
    {
        // While the newest record is free nothing waits for P; a claim competes until it is x old.
        int longest = node.Seen.Role == Role.Free && node.Phase != Phase.Start
            ? Ticks.Settle
            : Math.Max(Records.WaitFor(node, setup), Ticks.Settle);
        node.Silence = (byte)Math.Min((int)node.Silence, node.Phase == Phase.Start ? setup.Wait : longest);
        node.ConclusiveAge = (byte)Math.Min((int)node.ConclusiveAge, Ticks.ConclusiveLimit + 1);
        int claimLimit = node.Phase == Phase.Claiming ? Ticks.Settle : Ticks.OwnLimit;
        node.ClaimAge = (byte)Math.Min(node.ClaimAge, claimLimit);
        node.PreviousAge = (byte)Math.Min((int)node.PreviousAge, Ticks.Lease);
        node.WriteAge = (byte)Math.Min((int)node.WriteAge, Ticks.Lease);
    }

    private static void ClearRegisters(ref World world)
    {
        for (int owner = 0; owner < 2; owner++)
        {
            ref Register register = ref world.Registers[owner];
            Forget(ref register.Newest, world.Nodes[1 - owner]);
        }
    }

    // The last epoch owned tells a reader nothing that has seen as high a one.
    private static void Forget(ref Publication record, in Node reader)
    {
        byte known = reader.Phase is Phase.Start or Phase.Standby ? reader.Highest : reader.Epoch;
        if (record.Role == Role.Free && known >= record.Epoch)
        {
            record = default;
        }
    }
}
