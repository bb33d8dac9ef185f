namespace Beast.Quorum.Core.Machine;

/// <summary>
/// When the watchdog is armed, patted and disarmed (DESIGN 5.7): patted only while every lease that is in use leaves
/// time for a pat that lands late, so that a dead, stuck or paused daemon takes its host down before the peer starts.
/// </summary>
internal static class WatchdogRules
{
    public static void Advance(NodeState node)
    {
        WatchdogState watchdog = node.Watchdog;
        if (node.Options.Watchdog == TimeSpan.Zero || !node.Initialised)
        {
            return;
        }

        bool anyInUse = node.Groups.Any(InUse);
        if (!anyInUse)
        {
            if ((watchdog.Armed || watchdog.MayBeArmed) && !watchdog.Arming
                && !node.Groups.Any(group => group.Phase is GroupPhase.Arming or GroupPhase.ExportingFirst))
            {
                watchdog.Armed = false;
                watchdog.MayBeArmed = false;
                node.Stop.ComingBack = TimeSpan.Zero;
                node.Emit(Effect.DisarmWatchdog());
            }

            return;
        }

        bool again = node.Stop.ComingBack > TimeSpan.Zero || ServesUnarmed(node);
        if (!(watchdog.Armed || again) || watchdog.ForRestart || !MayPat(node))
        {
            return;
        }

        node.WakeAt(watchdog.NextPat);
        if (node.Now >= watchdog.NextPat && again)
        {
            // A pat would renew the long time-out of a planned restart, or nothing at all.
            NotePat(node);
            ArmAgain(node);
        }
        else if (node.Now >= watchdog.NextPat)
        {
            NotePat(node);
            node.WakeAt(watchdog.NextPat);
            node.Emit(Effect.PatWatchdog());
        }
    }

    /// <summary>
    /// Arms it before a takeover; for the groups already served that is a pat, and needs what a pat needs.
    /// </summary>
    public static void ArmFor(NodeState node, GroupState group)
    {
        WatchdogState watchdog = node.Watchdog;
        if (watchdog.Arming || group.ArmedFor == group.Lease.End || !MayPat(node) || watchdog.ForRestart)
        {
            return;
        }

        Arm(node, node.Options.Watchdog);
    }

    /// <summary>After an adoption: back to W, whatever a former daemon left.</summary>
    public static void ArmAgain(NodeState node)
    {
        if (node.Options.Watchdog > TimeSpan.Zero && !node.Watchdog.Arming && MayPat(node)
            && !node.Groups.Any(group => group.Phase == GroupPhase.Adopting))
        {
            Arm(node, node.Options.Watchdog);
        }
    }

    public static void Arm(NodeState node, TimeSpan timeout)
    {
        WatchdogState watchdog = node.Watchdog;
        watchdog.Arming = true;
        watchdog.Token = node.NextToken();
        node.Emit(Effect.ArmWatchdog(watchdog.Token, timeout));
    }

    public static void OnArmed(NodeState node, in NodeEvent e)
    {
        WatchdogState watchdog = node.Watchdog;
        if (e.Token != watchdog.Token || !watchdog.Arming)
        {
            return;
        }

        watchdog.Arming = false;
        string before = watchdog.Problem;
        watchdog.Problem = e.Ok ? "" : e.Text ?? "it does not answer";
        if (StopRules.OnArmed(node, e.Ok))
        {
            return;
        }

        if (!e.Ok && watchdog.Problem != before)
        {
            node.Report(new Decision.WatchdogFailed(watchdog.Problem));
        }

        watchdog.Armed |= e.Ok;
        NotePat(node);
        foreach (GroupState group in node.Groups)
        {
            if (group.Phase == GroupPhase.Arming && !e.Ok)
            {
                OwnerRules.FailTakeover(node, group, $"the watchdog cannot be armed: {watchdog.Problem}");
            }
            else if (group.Phase == GroupPhase.Arming)
            {
                group.ArmedAt = node.Now;
                group.ArmedFor = group.Lease.End;
            }
        }
    }

    /// <summary>Whether a pat that starts now and lands up to a period late still resets the host in time.</summary>
    private static bool MayPat(NodeState node)
    {
        TimeSpan window = node.Timing.PatWindow(node.Options.Watchdog);
        foreach (GroupState group in node.Groups)
        {
            if (InUse(group) && node.Now > group.Lease.End - window)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// After an adoption whose arming failed: what a former daemon armed runs out, and takes a healthy host with it.
    /// </summary>
    private static bool ServesUnarmed(NodeState node)
    {
        foreach (GroupState group in node.Groups)
        {
            if (group.Phase == GroupPhase.Serving && !node.Watchdog.Armed)
            {
                return true;
            }
        }

        return false;
    }

    private static bool InUse(GroupState group) => group.Phase.MayBeImported();

    private static void NotePat(NodeState node)
    {
        TimeSpan period = node.Options.Watchdog / 4;
        node.Watchdog.NextPat = node.Now + (period < node.Timing.Heartbeat ? period : node.Timing.Heartbeat);
    }
}
