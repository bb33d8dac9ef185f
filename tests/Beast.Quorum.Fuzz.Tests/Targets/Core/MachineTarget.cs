using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Core;

/// <summary>
/// What a peer with the right key may say, however absurd, in the machine: over an interlink and in its ring. A peer
/// gone mad must not end the daemon beside it.
/// </summary>
internal sealed class MachineTarget : FuzzTarget
{
    private readonly Record record = new();
    private readonly RingView own = new();
    private readonly RingView ring = new();

    public override string Name => "machine";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[] { 0, 1, 2, 64 }.Select(groups => Signing.Encoded(Signing.Some(new Dice((ulong)groups), groups))),
    ];

    public override int Cost => 8;

    public override int Longest => RecordCodec.LongestLength;

    public override (long Base, long PerByte) Memory => (256 * 1024, 100);

    public override Depth Run(byte[] input)
    {
        RecordStatus status = RecordCodec.Decode(input, Signing.Ours, 1, Signing.Key, record);
        if (status != RecordStatus.Valid)
        {
            return status == RecordStatus.Invalid ? Depth.Refused : Depth.Looked;
        }

        foreach (bool canFence in new[] { false, true })
        {
            Feed(canFence);
        }

        return Depth.Accepted;
    }

    public override byte[] Mend(byte[] input, Dice dice) => Signing.Resigned(input, dice);

    private void Feed(bool canFence)
    {
        Instant now = Instant.FromMilliseconds(1000);
        NodeState state = NodeMachine.Create(Options(canFence), now);
        own.HasRecord = true;
        own.Newest.TimingFingerprint = Signing.Timing.Fingerprint;
        ring.HasRecord = true;
        ring.Newest.CopyFrom(record);
        Step(NodeEvent.OwnRingRead(own));
        Step(NodeEvent.PeerRingRead(ring, now));
        for (int step = 0; step < 12; step++)
        {
            now += Signing.Timing.Heartbeat * (step == 6 ? 40 : 1);
            Step(NodeEvent.GroupInspected(0, Token(), ImportState.NotImported, true, ""));
            Step(NodeEvent.RecordReceived(0, record));
            Step(NodeEvent.WriteEnded(true, now));
            Step(NodeEvent.PeerRingRead(ring, now));
            Step(NodeEvent.Tick);
        }

        _ = SnapshotBuilder.Build(state, now);

        void Step(in NodeEvent e)
        {
            StepResult result = NodeMachine.Step(state, now, e);
            Must(result.WakeUp > Instant.Never, "the machine wants to wake up before it began");
        }

        long Token() => state.Groups[0].Service.Token;
    }

    private static NodeOptions Options(bool canFence) => new()
    {
        Node = 0,
        BootId = Guid.Parse("00000000-0000-4000-8000-00000000000a"),
        Incarnation = 7,
        Seed = 7,
        Timing = Signing.Timing,
        Groups = [new GroupConfiguration { Name = "g", Id = 0, Pools = ["p"], Ctld = false }],
        Watchdog = Signing.Timing.Watchdog,
        CanFence = canFence,
    };
}
