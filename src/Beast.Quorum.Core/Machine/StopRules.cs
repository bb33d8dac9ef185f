using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>Ending in order, and the planned restart that moves nothing (DESIGN 5.11).</summary>
internal static class StopRules
{
    /// <summary>How long a planned restart tries to renew before it is called off.</summary>
    private static readonly TimeSpan PatienceOfRestart = TimeSpan.FromSeconds(30);

    /// <summary>How long a stop waits for its last two writes when the device does not answer.</summary>
    private static readonly TimeSpan PatienceOfStop = TimeSpan.FromSeconds(3);

    /// <summary>An owner is told to stop: hand over if the peer is ready, else give up.</summary>
    public static void GiveUp(NodeState node, GroupState group)
    {
        bool handOver = !group.StopTried && !node.Maintenance.On && SwitchoverRules.PeerIsReady(node, group, out _);
        group.StopTried = true;
        if (handOver)
        {
            SwitchoverRules.Begin(node, group, "the daemon is stopping", 0);
        }
        else
        {
            LosingRules.Demote(node, group, "the daemon is stopping");
        }
    }

    public static void Advance(NodeState node)
    {
        if (node.Stop.Wanted)
        {
            AdvanceStop(node);
        }
        else if (node.Stop.RestartFor > TimeSpan.Zero)
        {
            AdvanceRestart(node);
        }
    }

    /// <summary>A write of the own register completed.</summary>
    public static void Written(NodeState node)
    {
        bool final = node.Stop.Wanted ? AllGivenUp(node) : node.Device.CycleStopping;
        node.Stop.FinalWrites = final ? node.Stop.FinalWrites + 1 : 0;
    }

    public static void BeginRestart(NodeState node, OperatorCommand.Restart order)
    {
        node.Stop.RestartFor = order.Away;
        node.Stop.RestartOrder = order.Id;
        node.Stop.FinalWrites = 0;
        node.Stop.Since = node.Now;
        node.Report(new Decision.PlannedRestart($"announced for {TimingProof.Show(order.Away)}"));
        node.PublishNow();
    }

    /// <summary>The watchdog answered. True if that was for a planned restart.</summary>
    public static bool OnArmed(NodeState node, bool ok)
    {
        WatchdogState watchdog = node.Watchdog;
        if (!watchdog.ForRestart)
        {
            node.Stop.ComingBack = ok ? TimeSpan.Zero : node.Stop.ComingBack;
            return false;
        }

        if (!ok)
        {
            CallOff(node, $"the watchdog cannot be set: {watchdog.Problem}");
        }
        else if (node.Now + node.Stop.RestartTimeout <= EarliestEnd(node) + node.Stop.RestartFor)
        {
            Leave(node);
        }
        else
        {
            CallOff(node, "setting the watchdog took too long");
        }

        return true;
    }

    /// <summary>After a planned restart the absence stays announced until everything is taken up again.</summary>
    public static void ComeBack(NodeState node, bool sameBoot)
    {
        bool adopting = node.Groups.Any(group => group.Phase == GroupPhase.Adopting);
        if (sameBoot && adopting && (node.OwnAtStart.Flags & RecordFlags.Stopping) != 0)
        {
            node.Stop.ComingBack = node.OwnAtStart.StoppingFor;
        }
    }

    /// <summary>What the record announces; zero for nothing.</summary>
    public static TimeSpan Announced(NodeState node)
    {
        bool withoutWatchdog = node.Options.Watchdog == TimeSpan.Zero
            && !node.Groups.Any(group => group.Phase == GroupPhase.Adopting);
        if (withoutWatchdog)
        {
            node.Stop.ComingBack = TimeSpan.Zero;
        }

        return node.Stop.RestartFor > TimeSpan.Zero ? node.Stop.RestartFor : node.Stop.ComingBack;
    }

    private static void AdvanceStop(NodeState node)
    {
        foreach (GroupState group in node.Groups)
        {
            if (group.Phase == GroupPhase.Standby)
            {
                PlanRunner.Cancel(group);
            }
        }

        if (!AllGivenUp(node))
        {
            node.Stop.FinalSince = Instant.Never;
            return;
        }

        if (!node.Stop.FinalSince.HasHappened)
        {
            node.Stop.FinalSince = node.Now;
        }

        Instant limit = node.Stop.FinalSince + PatienceOfStop;
        node.WakeAt(limit);
        bool nothingToSay = !node.Initialised || node.Wiped;
        if (nothingToSay || node.Stop.FinalWrites >= 2 || node.Now >= limit)
        {
            Exit(node, node.Stop.Order, "stopped");
        }
        else
        {
            node.Device.CycleWanted = true;
        }
    }

    private static void AdvanceRestart(NodeState node)
    {
        StopState stop = node.Stop;
        node.WakeAt(stop.Since + PatienceOfRestart);
        if (node.Now >= stop.Since + PatienceOfRestart)
        {
            CallOff(node, "the lease could not be renewed on the quorum device");
            return;
        }

        bool serving = node.Groups.Any(group => group.Phase.HoldsLease());
        if (!serving || node.Options.Watchdog == TimeSpan.Zero)
        {
            // Who leaves in a demotion, or without a lease that knows of the absence, leaves a pool to nobody.
            if (stop.FinalWrites >= 2 && AllRenewedStopping(node))
            {
                Leave(node);
            }

            return;
        }

        if (node.Watchdog.Arming || node.Watchdog.ForRestart || !AllRenewedStopping(node))
        {
            return;
        }

        // The largest value that still fires by t+L+D, even if the arming lands as late as a pat may.
        TimeSpan room = EarliestEnd(node) + stop.RestartFor - node.Now - node.Options.Watchdog;
        stop.RestartTimeout = LargestPeriod(room);
        node.Watchdog.ForRestart = true;
        WatchdogRules.Arm(node, stop.RestartTimeout);
    }

    public static void CallOff(NodeState node, string reason)
    {
        StopState stop = node.Stop;

        // Once the long time-out was asked for, the absence stays announced until the watchdog is back at W.
        stop.ComingBack = node.Watchdog.ForRestart ? stop.RestartFor : stop.ComingBack;
        stop.RestartFor = TimeSpan.Zero;

        // An answer to the long time-out that still comes must not pass for one to W.
        node.Watchdog.Arming &= !node.Watchdog.ForRestart;
        node.Watchdog.ForRestart = false;
        node.Emit(Effect.Answer(stop.RestartOrder, false, $"the restart was called off: {reason}"));
        node.Report(new Decision.PlannedRestart($"called off: {reason}"));
        WatchdogRules.ArmAgain(node);
        node.PublishNow();
    }

    private static void Leave(NodeState node) =>
        Exit(node, node.Stop.RestartOrder, "restarting; start the daemon again now");

    private static void Exit(NodeState node, long order, string text)
    {
        node.Exited = true;
        node.Report(new Decision.Stop(text));
        if (order != 0)
        {
            node.Emit(Effect.Answer(order, true, text));
        }

        node.Emit(Effect.Exit(text));
    }

    private static bool AllGivenUp(NodeState node) => node.Groups.All(group =>
        (group.Phase <= GroupPhase.ExportingFirst && !StartRules.MayBeHeld(node, group))
        || (group.Phase == GroupPhase.Standby && !group.Run.IsRunning));

    private static bool AllRenewedStopping(NodeState node) => node.Groups.All(group =>
        !group.Phase.HoldsLease()
        || (group.Phase == GroupPhase.Serving && group.Lease.Older.Stopping && group.Lease.Newer.Stopping
            && group.Lease.End >= group.Lease.Older.Start + node.Timing.Lease));

    private static Instant EarliestEnd(NodeState node)
    {
        Instant end = Instant.Forever;
        foreach (GroupState group in node.Groups)
        {
            if (group.Phase.HoldsLease())
            {
                end = Instant.Earlier(end, group.Lease.End);
            }
        }

        return end;
    }

    private static TimeSpan LargestPeriod(TimeSpan room)
    {
        int exponent = 20;
        while (exponent < 45 && TimingPresets.WatchdogPeriod(exponent + 1) <= room)
        {
            exponent++;
        }

        return TimingPresets.WatchdogPeriod(exponent);
    }
}
