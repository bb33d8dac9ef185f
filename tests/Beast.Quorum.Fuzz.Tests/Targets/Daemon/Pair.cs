using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Recovery;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Status;
using Beast.Quorum.Daemon.Tracing;
using Beast.Quorum.Fuzz.Tests.Targets.Core;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>
/// A node that has run for a while beside a peer: where good traces and good status documents come from.
/// </summary>
internal static class Pair
{
    private static readonly NodeOptions Options = new()
    {
        Node = 0,
        BootId = Guid.Parse("00000000-0000-4000-8000-00000000000a"),
        Incarnation = 7,
        Seed = 7,
        Timing = TimingPresets.Balanced,
        Groups = [new GroupConfiguration { Name = "main", Id = 0, Pools = ["beast"], Luns = [0] }],
        Watchdog = TimingPresets.Balanced.Watchdog,
    };

    /// <summary>Runs a node for some heartbeats.</summary>
    /// <returns>The lines of its trace, and its status at the end.</returns>
    public static (string[] Trace, StatusDocument Status) Run(int steps)
    {
        Instant now = Instant.FromMilliseconds(1000);
        NodeState state = NodeMachine.Create(Options, now);
        List<string> lines = [TraceFormat.Start(Options, now)];
        RingView own = new() { HasRecord = true };
        own.Newest.TimingFingerprint = Options.Timing.Fingerprint;
        own.Newest.Node = 0;
        Record peer = Signing.Some(new Engine.Dice(3), 1);
        RingView ring = new() { HasRecord = true };
        ring.Newest.CopyFrom(peer);
        Feed(NodeEvent.OwnRingRead(own));
        Feed(NodeEvent.PeerRingRead(ring, now));
        Feed(NodeEvent.ForeignReceived(1));
        Feed(NodeEvent.Command(new OperatorCommand.MaintenanceOn(1, TimeSpan.FromMinutes(5))));
        Feed(NodeEvent.Command(new OperatorCommand.Switchover(2, 0, 1)));
        for (int step = 0; step < steps; step++)
        {
            now += Options.Timing.Heartbeat;
            peer.Sequence++;
            Feed(NodeEvent.WriteEnded(true, now));
            Feed(NodeEvent.PeerRingRead(ring, now));
            Feed(NodeEvent.RecordReceived(0, peer));
            Feed(NodeEvent.GroupInspected(
                0, state.Groups[0].Service.Token, Beast.Quorum.Core.Machine.ImportState.NotImported, true, "fine",
                [new PoolFinding { Pool = "p", Condition = PoolCondition.Damaged, Damage = ["ada1"], Percent = 9.5 }]));
            Feed(NodeEvent.StatePersisted(step, true));
            Feed(NodeEvent.Tick);
        }

        return ([.. lines], StatusBuilder.Build(SnapshotBuilder.Build(state, now), Context));

        void Feed(in NodeEvent e)
        {
            lines.Add(TraceFormat.Event(now, e));
            StepResult result = NodeMachine.Step(state, now, e);
            foreach (ref readonly Effect effect in result.Effects)
            {
                lines.Add(TraceFormat.Effect(effect));
            }

            lines.Add(TraceFormat.WakeUp(result.WakeUp));
        }
    }

    private static StatusContext Context => new(
        "beast", Options.Timing, [], false, "/dev/da5p1",
        [new InterlinkConfiguration("192.168.56.103:7410", "192.168.56.104:7410")]);
}
