using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Core;

/// <summary>
/// Whole rings: damaged, shifted, spliced. The view must say what eight single reads say: which blocks are invalid or
/// foreign, and which valid one is the newest. Nothing is allocated.
/// </summary>
internal sealed class RingTarget : FuzzTarget
{
    private readonly RingReader reader = new(Signing.Ours, Signing.Key);
    private readonly RingView view = new();
    private readonly Record one = new();
    private readonly byte[] ring = new byte[DeviceLayout.RingBytes];

    public override string Name => "ring";

    public override IReadOnlyList<byte[]> Seeds { get; } = [Ring(0), Ring(1), Ring(5)];

    public override int Cost => 8;

    public override int Longest => DeviceLayout.RingBytes + 1;

    public override (long Base, long PerByte) Memory => (16 * 1024, 1);

    public override Depth Run(byte[] input)
    {
        // The device gives whole rings; what is missing is zero, and the first byte tells which blocks had errors.
        ring.AsSpan().Clear();
        input.AsSpan(0, Math.Min(input.Length, ring.Length)).CopyTo(ring);
        byte unreadable = input.Length > ring.Length ? input[^1] : (byte)0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        reader.Read(ring, unreadable, 1, view);
        Must(GC.GetAllocatedBytesForCurrentThread() == before, "reading a ring allocates");

        byte invalid = unreadable;
        byte foreign = 0;
        ulong newest = 0;
        int valid = 0;
        for (int block = 0; block < DeviceLayout.RingBlocks; block++)
        {
            if ((unreadable & (1 << block)) != 0)
            {
                continue;
            }

            ReadOnlySpan<byte> bytes = ring.AsSpan(block * DeviceLayout.BlockSize, DeviceLayout.BlockSize);
            RecordStatus status = RecordCodec.Decode(bytes, Signing.Ours, 1, Signing.Key, one);
            valid += status == RecordStatus.Valid ? 1 : 0;
            newest = status == RecordStatus.Valid ? Math.Max(newest, one.Sequence) : newest;
            invalid |= status == RecordStatus.Valid ? (byte)0 : (byte)(1 << block);
            foreign |= status == RecordStatus.Foreign ? (byte)(1 << block) : (byte)0;
        }

        Must(view.InvalidMask == invalid && view.ForeignMask == foreign, "other blocks are invalid than one by one");
        Must(view.HasRecord == valid > 0, "a record was found where there is none, or the reverse");
        Must(!view.HasRecord || view.Newest.Sequence == newest, "the newest record is another");
        return valid == DeviceLayout.RingBlocks ? Depth.Accepted : valid > 0 ? Depth.Looked : Depth.Refused;
    }

    public override byte[] Mend(byte[] input, Dice dice)
    {
        byte[] bytes = [.. input];
        int block = dice.Below(DeviceLayout.RingBlocks) * DeviceLayout.BlockSize;
        if (bytes.Length >= block + DeviceLayout.BlockSize)
        {
            byte[] signed = Signing.Resigned(bytes[block..(block + RecordCodec.LongestLength)], dice);
            signed.CopyTo(bytes, block);
        }

        return bytes;
    }

    private static byte[] Ring(int groups)
    {
        byte[] bytes = new byte[DeviceLayout.RingBytes];
        for (int block = 0; block < DeviceLayout.RingBlocks; block++)
        {
            Record record = Signing.Some(new Dice((ulong)(block + groups)), groups);
            Signing.Encoded(record).CopyTo(bytes, block * DeviceLayout.BlockSize);
        }

        return bytes;
    }
}
