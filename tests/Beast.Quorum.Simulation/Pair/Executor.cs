using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;

namespace Beast.Quorum.Simulation.Pair;

/// <summary>How a step behaves.</summary>
/// <param name="Time">How long it takes.</param>
/// <param name="Works">Whether it does what it is for.</param>
/// <param name="Killable">Whether it ends when its deadline has passed.</param>
/// <param name="Heard">Whether somebody says so when its deadline has passed.</param>
internal readonly record struct StepBehaviour(
    TimeSpan Time, bool Works = true, bool Killable = true, bool Heard = true);

/// <summary>Runs the steps of plans on a host. Its processes outlive a killed daemon, not a power-off.</summary>
internal sealed class Executor(World world, Host host)
{
    /// <summary>Processes that have not ended.</summary>
    public int Running { get; private set; }

    public void Start(DaemonProcess daemon, int group, long token, PlanStep step)
    {
        if (MayChange(step.Kind) && host.Clock >= daemon.CommandsAllowedUntil(group))
        {
            daemon.Tell(() => NodeEvent.StepEnded(group, token, step.Index, StepOutcome.Refused));
            return;
        }

        world.Checker.CommandStarts(host, group, step.Kind, daemon);
        StepBehaviour how = world.StepRule(host.Id, group, step.Kind);
        PoolState pool = host.Pools[group];
        bool takes = Takes(step.Kind);
        int cycle = host.PowerCycle;
        Running++;
        pool.Taking += takes ? 1 : 0;
        bool overdue = how.Time > step.Deadline;
        bool killed = false;
        bool abandoned = false;
        if (overdue && how.Heard)
        {
            world.Queue.After(step.Deadline, DeadlinePassed);
        }

        world.Queue.After(how.Time, Finished);

        // Nobody kills a process for a daemon that is stopped or dead.
        void DeadlinePassed()
        {
            bool kills = how.Killable && daemon.Running;
            killed = kills;
            abandoned = !kills;
            Ended(kills ? StepOutcome.TimedOut : StepOutcome.Abandoned, ends: kills, works: false);
        }

        void Finished()
        {
            if (killed)
            {
                return;
            }

            if (host.PowerCycle == cycle && host.StalledUntil > world.Queue.Now)
            {
                world.Queue.At(host.StalledUntil, Finished);
                return;
            }

            bool done = host.PowerCycle == cycle && how.Works && Do(group, step.Kind);
            Ended(done ? StepOutcome.Done : StepOutcome.Failed, ends: true, works: done, late: abandoned);
        }

        void Ended(StepOutcome outcome, bool ends, bool works, bool late = false)
        {
            if (host.PowerCycle != cycle)
            {
                return;
            }

            if (ends)
            {
                Running--;
                pool.Taking -= takes ? 1 : 0;
            }

            world.Checker.Look();
            daemon.Tell(() => late
                ? NodeEvent.AbandonedEnded(group, token, step.Index)
                : NodeEvent.StepEnded(group, token, step.Index, outcome, works ? null : $"{step} {outcome}"));
        }
    }

    /// <summary>Whether a step imports the pool or takes a role for it.</summary>
    public static bool Takes(StepKind kind) =>
        kind is StepKind.ImportPool or StepKind.TakeRole or StepKind.TakeLunRole;

    private static bool MayChange(StepKind kind) => Takes(kind) || kind is StepKind.GiveRole or StepKind.GiveLunRole
        or StepKind.GiveDefaultRole or StepKind.OpenBackedLuns or StepKind.CloseBackedLuns or StepKind.AttachLocalPath
        or StepKind.AttachPeerPath or StepKind.UseLocalPath or StepKind.UsePeerPath or StepKind.DetachLocalPath
        or StepKind.ReloadTargetDaemon or StepKind.OpenSession or StepKind.ExportPool or StepKind.ImportReadOnly
        or StepKind.ExportStandbyImport or StepKind.ReserveDisks or StepKind.StartScrub
        or StepKind.ClearErrors;

    private bool Do(int group, StepKind kind)
    {
        PoolState pool = host.Pools[group];
        switch (kind)
        {
            case StepKind.ImportPool:
                pool.Import = ImportState.Imported;
                pool.ByHand = false;
                return true;
            case StepKind.TakeRole:
            case StepKind.TakeLunRole:
            case StepKind.AttachLocalPath:
                pool.Primary = true;
                return true;
            case StepKind.OpenBackedLuns:
                // A standby opens its LUN too: on the peer's disk.
                pool.Primary |= pool.Import == ImportState.Imported;
                return true;
            case StepKind.GiveRole:
            case StepKind.GiveLunRole:
            case StepKind.DetachLocalPath:
            case StepKind.CloseBackedLuns:
                pool.Primary = false;
                return true;
            case StepKind.ExportPool:
            case StepKind.ExportStandbyImport:
                pool.Import = ImportState.NotImported;
                pool.ByHand = false;
                return true;
            case StepKind.ImportReadOnly:
                pool.Import = ImportState.ReadOnly;
                return true;
            case StepKind.UsePeerPath:
                host.PeerPathLost = false;
                return true;
            case StepKind.ReserveDisks:
                world.TakeDisks(host.Id, group);
                return true;
            case StepKind.StartScrub:
                world.Errors[group].Scrub();
                return pool.Import == ImportState.Imported;
            case StepKind.ClearErrors:
                world.Errors[group].Clear();
                return pool.Import == ImportState.Imported;
            case StepKind.VerifyPoolGone:
                return pool.Import == ImportState.NotImported;
            case StepKind.VerifyPoolNotWritable:
                return pool.Import != ImportState.Imported;
            default:
                return true;
        }
    }
}
