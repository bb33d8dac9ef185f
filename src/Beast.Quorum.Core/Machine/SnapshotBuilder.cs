using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Recovery;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Machine;

/// <summary>Makes a <see cref="NodeSnapshot"/> of a state.</summary>
public static class SnapshotBuilder
{
    /// <summary>The state as it is at that moment.</summary>
    public static NodeSnapshot Build(NodeState state, Instant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        bool ends = state.Maintenance.On && state.Maintenance.Until < Instant.Forever;
        return new NodeSnapshot
        {
            Node = state.Node,
            Started = state.Initialised,
            Up = now - state.StartedAt,
            Generation = state.Generation,
            Wiped = state.Wiped,
            StateNotSaved = state.SaveFailed,
            Maintenance = state.Maintenance.On,
            MaintenanceLeft = ends ? state.Maintenance.Until - now : null,
            Stopping = state.Stop.Wanted,
            Restarting = state.Stop.RestartFor > TimeSpan.Zero || state.Stop.ComingBack > TimeSpan.Zero,
            Peer = Peer(state, now),
            Device = Device(state),
            Watchdog = new WatchdogSnapshot(
                state.Options.Watchdog > TimeSpan.Zero,
                state.Watchdog.Armed,
                state.Options.Watchdog,
                state.Watchdog.Problem),
            Groups = [.. state.Groups.Select(group => Group(state, group, now))],
        };
    }

    private static PeerSnapshot Peer(NodeState state, Instant now)
    {
        PeerState peer = state.Peer;
        return new PeerSnapshot(
            peer.EverSpoke,
            peer.Suspect,
            Age(peer.LastLife, now),
            [.. Enumerable.Range(0, PeerState.MostPaths).Select(path => new PathSnapshot(
                peer.PathSequence[path] != 0,
                peer.PathLost[path],
                peer.PathSequence[path] == 0 ? null : now - peer.PathLife[path]))],
            peer.PathSequence[PeerState.DevicePath] == 0 ? null : now - peer.PathLife[PeerState.DevicePath],
            now < peer.ForeignUntil,
            state.Fence.Succeeded,
            state.Fence.Failed,
            peer.Newest.Flags,
            peer.EverSpoke ? DateTimeOffset.FromUnixTimeMilliseconds(
                Math.Clamp(peer.Newest.WallMilliseconds, 0, 253402300799999)) : null);
    }

    private static DeviceSnapshot Device(NodeState state)
    {
        DeviceState device = state.Device;
        return new DeviceSnapshot(
            state.DeviceOk,
            device.Lost,
            device.Slow,
            device.LastCycleTime,
            device.LongestRecentCycle,
            device.Errors,
            state.Peer.FirstReadAt.HasHappened ? state.Peer.Ring.InvalidCount : 0);
    }

    private static GroupSnapshot Group(NodeState state, GroupState group, Instant now)
    {
        GroupEntry entry = state.Peer.Newest.Find(group.Configuration.Id);
        bool peerReady = SwitchoverRules.PeerIsReady(state, group, out string why);
        bool holds = group.Phase.HoldsLease();
        return new GroupSnapshot(
            group.Name,
            group.Configuration.Id,
            group.Phase,
            group.Role,
            group.PublishedEpoch,
            entry.Role,
            entry.Epoch,
            group.PhaseSince.HasHappened ? now - group.PhaseSince : TimeSpan.Zero,
            holds ? group.Lease.End - now : null,
            holds ? MarginToFence(state, group, now) : null,
            SwitchoverRules.IsReady(state, group),
            peerReady,
            why,
            group.FailedHere,
            (entry.Flags & GroupFlags.FailedHere) != 0,
            group.GivenUp,
            group.Service.Failed,
            group.Phase == GroupPhase.Serving && group.Service.Text.Length > 0 ? group.Service.Text : group.Problem,
            group.Configuration.Preferred)
        {
            Recovery = Recovery(group, now),
        };
    }

    private static RecoverySnapshot? Recovery(GroupState group, Instant now)
    {
        RecoveryState recovery = group.Recovery;
        if (group.Phase != GroupPhase.Serving || (recovery.Epoch == 0 && recovery.Findings is null))
        {
            return null;
        }

        RecoveryStage stage = RecoveryRules.Stage(group);
        return new RecoverySnapshot(
            stage,
            RecoveryRules.IsScrubbed(recovery),
            stage == RecoveryStage.None ? "" : RecoveryRules.Unfinished(group, stage),
            recovery.ReadAt.HasHappened ? now - recovery.ReadAt : TimeSpan.Zero,
            recovery.Findings ?? []);
    }

    /// <summary>
    /// Without another renewal the watchdog fires a period after the last pat; without one, at the lease's end.
    /// </summary>
    private static TimeSpan MarginToFence(NodeState state, GroupState group, Instant now)
    {
        TimeSpan watchdog = state.Options.Watchdog;
        Instant last = group.Lease.End - state.Timing.PatWindow(watchdog) + watchdog;
        return state.Watchdog.Armed && last < group.Lease.End ? last - now : group.Lease.End - now;
    }

    private static TimeSpan? Age(Instant at, Instant now) => at.HasHappened ? now - at : null;
}
