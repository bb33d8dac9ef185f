using Beast.Quorum.Core.Records;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Core;

/// <summary>
/// What a peer with the right key may say, however absurd, in the machine: over an interlink and in its ring. A peer
/// gone mad must not end the daemon beside it.
/// </summary>
internal sealed class MachineTarget : FuzzTarget
{
    private readonly Record record = new();
    private long taken;

    public override string Name => "machine";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[] { 0, 1, 2, 64 }.Select(groups => Signing.Encoded(Signing.Some(new Dice((ulong)groups), groups))),
    ];

    public override int Cost => 60;

    public override int Longest => RecordCodec.LongestLength;

    public override (long Base, long PerByte) Memory => (256 * 1024, 100);

    public override Depth Run(byte[] input)
    {
        RecordStatus status = RecordCodec.Decode(input, Signing.Ours, 1, Signing.Key, record);
        if (status != RecordStatus.Valid)
        {
            return status == RecordStatus.Invalid ? Depth.Refused : Depth.Looked;
        }

        Feed(canFence: false);
        Feed(canFence: true);

        return Depth.Accepted;
    }

    protected override void Clean() => TestContext.Out.WriteLine($"machine: {taken} takeovers");

    public override byte[] Mend(byte[] input, Dice dice) => Signing.Resigned(input, dice);

    // Long enough to be taken for dead, and for its group to be taken over, if what it said allows that.
    private void Feed(bool canFence)
    {
        LoneNode node = new(record, canFence);
        node.Pass(Signing.Timing.SuspectAfter / 2, Signing.Timing.Heartbeat / 2);
        node.Hear(record);
        node.Pass(Signing.Timing.PeerWait(Signing.Timing.Watchdog) * 2, Signing.Timing.Heartbeat);
        record.Sequence++;
        node.Hear(record);
        node.Pass(Signing.Timing.Heartbeat * 3, Signing.Timing.Heartbeat);
        taken += node.Serves ? 1 : 0;
    }
}
