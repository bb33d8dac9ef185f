using System.Globalization;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Daemon.Status;

/// <summary>Makes a <see cref="StatusDocument"/> of the machine's snapshot, verdict included.</summary>
public static class StatusBuilder
{
    /// <summary>The document. Called on request, never in a cycle.</summary>
    /// <param name="snapshot">The machine's state.</param>
    /// <param name="context">The configuration in force.</param>
    public static StatusDocument Build(NodeSnapshot snapshot, StatusContext context)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(context);
        StatusDocument document = new()
        {
            Program = context.Program,
            Cluster = context.Cluster,
            Node = snapshot.Node,
            Health = Health.Healthy,
            Started = snapshot.Started,
            UpS = Seconds(snapshot.Up),
            Generation = snapshot.Generation,
            Wiped = snapshot.Wiped,
            StateNotSaved = snapshot.StateNotSaved,
            Stopping = snapshot.Stopping,
            Restarting = snapshot.Restarting,
            Maintenance = new MaintenanceStatus(
                snapshot.Maintenance, snapshot.MaintenanceLeft is { } left ? Seconds(left) : null),
            Timing = Timing(context.Timing, snapshot.Watchdog.Timeout),
            Fencing = new FencingStatus(
                context.Fencing.Count == 0 ? "none" : context.Fencing[0], context.Fencing, context.AcceptNoFencing),
            Peer = Peer(snapshot, context),
            Device = Device(snapshot.Device, context.DevicePath),
            Watchdog = new WatchdogStatus(
                snapshot.Watchdog.Present,
                snapshot.Watchdog.Armed,
                Milliseconds(snapshot.Watchdog.Timeout),
                snapshot.Watchdog.Problem),
            AbandonedCommands = context.AbandonedCommands(),
            Groups = [.. snapshot.Groups.Select(group => Group(group, snapshot))],
            Problems = [],
        };
        IReadOnlyList<Problem> problems = StatusJudge.Judge(document);
        return document with { Problems = problems, Health = StatusJudge.Verdict(problems) };
    }

    private static TimingStatus Timing(QuorumTiming timing, TimeSpan watchdog) => new(
        timing.Name,
        Milliseconds(timing.Heartbeat),
        Milliseconds(timing.LongestCycle),
        Milliseconds(timing.SettleLimit),
        Milliseconds(timing.SuspectAfter),
        Milliseconds(timing.Lease),
        Milliseconds(timing.DemoteBudget),
        Milliseconds(timing.Watchdog),
        Milliseconds(timing.Margin),
        Milliseconds(timing.PeerWait(watchdog)),
        Milliseconds(timing.FenceWait));

    private static PeerStatus Peer(NodeSnapshot snapshot, StatusContext context)
    {
        PeerSnapshot peer = snapshot.Peer;
        return new PeerStatus(
            1 - snapshot.Node,
            peer.Seen,
            peer.Suspect,
            Milliseconds(peer.Silence),
            [.. context.Interlinks.Zip(peer.Paths, (link, path) =>
                new InterlinkStatus(link.Local, link.Peer, path.Heard, path.Lost, Milliseconds(path.Age)))],
            Milliseconds(peer.Device),
            peer.Foreign,
            peer.Fenced,
            peer.FencingFailed,
            peer.Flags.HasFlag(RecordFlags.Maintenance),
            peer.Flags.HasFlag(RecordFlags.Stopping),
            peer.Flags.HasFlag(RecordFlags.WatchdogArmed),
            peer.Flags.HasFlag(RecordFlags.DeviceOk),
            peer.Flags.HasFlag(RecordFlags.InterlinkOk),
            peer.Flags.HasFlag(RecordFlags.ServiceOk),
            peer.WallTime);
    }

    private static DeviceStatus Device(DeviceSnapshot device, string path) => new(
        path,
        device.Ok,
        device.Lost,
        device.Slow,
        Milliseconds(device.LastCycle),
        Milliseconds(device.LongestRecentCycle),
        device.Errors,
        device.InvalidPeerBlocks);

    private static GroupStatus Group(GroupSnapshot group, NodeSnapshot snapshot)
    {
        bool here = group.Phase.HoldsLease() || group.Phase == GroupPhase.Adopting;
        bool there = !here && !snapshot.Peer.Suspect && group.PeerRole.Holds();
        return new GroupStatus(
            group.Name,
            group.Id,
            here ? snapshot.Node : there ? 1 - snapshot.Node : null,
            here ? group.Phase == GroupPhase.Serving && !group.ServiceFailed : there && group.PeerRole == GroupRole.Own,
            Words(group.Phase.ToString()),
            Words(group.Role.ToString()),
            group.Epoch,
            Words(group.PeerRole.ToString()),
            group.PeerEpoch,
            Seconds(group.Since),
            Milliseconds(group.LeaseLeft),
            Milliseconds(group.MarginToFence),
            group.Ready,
            group.PeerReady,
            group.PeerNotReadyBecause,
            group.FailedHere,
            group.FailedOnPeer,
            group.GivenUp,
            group.ServiceFailed,
            group.Problem,
            group.Preferred)
        {
            Recovery = RecoveryPart.Of(group.Recovery),
        };
    }

    /// <summary><c>TakingOver</c> as <c>taking-over</c>.</summary>
    private static string Words(string name) => string.Concat(name.Select((letter, index) =>
        char.IsUpper(letter)
            ? (index > 0 ? "-" : "") + char.ToLower(letter, CultureInfo.InvariantCulture)
            : letter.ToString()));

    private static double Seconds(TimeSpan span) => Math.Round(span.TotalSeconds, 1);

    private static double Milliseconds(TimeSpan span) => Math.Round(span.TotalMilliseconds, 1);

    private static double? Milliseconds(TimeSpan? span) => span is { } known ? Milliseconds(known) : null;
}
