using System.Buffers.Binary;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Core;

/// <summary>
/// Datagrams and blocks of the register. What is valid must carry the right signature over its own length, must say
/// what its bytes say, and what is not valid must leave the record alone. Nothing is allocated.
/// </summary>
internal sealed class RecordTarget : FuzzTarget
{
    private readonly Record into = new();

    public override string Name => "record";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[] { 0, 1, 3, 64 }.Select(groups => Signing.Encoded(Signing.Some(new Dice((ulong)groups), groups))),
        [.. Signing.Encoded(Signing.Some(new Dice(9), 2)), .. new byte[3000]],
    ];

    public override int Longest => 5000;

    // A short text or an exception's message would be seen; the reader itself takes nothing.
    public override (long Base, long PerByte) Memory => (8192, 2);

    public override Depth Run(byte[] input)
    {
        const ulong untouched = 0xABCDEF;
        into.Sequence = untouched;
        into.GroupCount = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        RecordStatus status = RecordCodec.Decode(input, Signing.Ours, 1, Signing.Key, into);
        Must(GC.GetAllocatedBytesForCurrentThread() == before, "reading a record allocates");
        if (status != RecordStatus.Valid)
        {
            Must(into.Sequence == untouched && into.GroupCount == 0, "a bad record changed the target");
            bool ours = input.Length >= 176 && input.AsSpan(0, 4).SequenceEqual("BSTQ"u8)
                && status != RecordStatus.Foreign;
            return ours ? Depth.Looked : Depth.Refused;
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(input.AsSpan(6));
        Must(length <= input.Length && Signing.IsSigned(input.AsSpan(0, length)), "a bad signature was accepted");
        Must(into.Watchdog >= TimeSpan.Zero && into.StoppingFor >= TimeSpan.Zero, "a negative duration");
        byte[] again = Signing.Encoded(into);
        Must(again.Length == length, "the record reads back with another length");
        // Bytes 132 to 143 are reserved: signed, not read, and written as zero.
        Must(again.AsSpan(0, 132).SequenceEqual(input.AsSpan(0, 132)), "the fixed part reads back otherwise");
        Must(again.AsSpan(144, length - 176).SequenceEqual(input.AsSpan(144, length - 176)),
            "the groups read back otherwise");
        return Depth.Accepted;
    }

    public override byte[] Mend(byte[] input, Dice dice) => Signing.Resigned(input, dice);
}
