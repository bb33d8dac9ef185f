using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Platform.Files;

namespace Beast.Quorum.Fuzz.Tests.Targets.Platform;

/// <summary>
/// State files as a crash, a bad disk or another program leaves them: opened or refused with an IOException, and what
/// is read is one of the values that were written, whole, or nothing.
/// </summary>
internal sealed class TwoSlotFileTarget : FuzzTarget
{
    private const int SlotSize = 512;
    private static readonly byte[] Older = Payload(1);
    private static readonly byte[] Newer = Payload(2);

    private readonly Scratch scratch = new();

    public override string Name => "state-file";

    public override IReadOnlyList<byte[]> Seeds { get; } = [Written()];

    public override IReadOnlyList<byte[]> OtherSeeds { get; } = [new byte[2 * SlotSize], []];

    public override int Cost => 40;

    public override int Longest => 4096;

    public override Depth Run(byte[] input)
    {
        string path = scratch.Put("state", input);
        try
        {
            using TwoSlotFile file = TwoSlotFile.Open(path, SlotSize);
            byte[]? read = file.Read();
            if (read is null)
            {
                return Depth.Looked;
            }

            // Slots may have changed places, but a value is whole or not there.
            Must(read.AsSpan().SequenceEqual(Older) || read.AsSpan().SequenceEqual(Newer),
                "a value was read that nobody wrote");
            file.Write(Older);
            Must(file.Read() is { } again && again.AsSpan().SequenceEqual(Older), "what was written is not read");
            return Depth.Accepted;
        }
        catch (IOException fault)
        {
            Must(fault.Message.Contains(path, StringComparison.Ordinal), "the message does not name the file");
            return Depth.Refused;
        }
    }

    protected override void Clean() => scratch.Dispose();

    private static byte[] Payload(byte value) => [.. Enumerable.Repeat(value, 100 + value)];

    private static byte[] Written()
    {
        byte[] file = new byte[2 * SlotSize];
        Slot.Encode(file.AsSpan(0, SlotSize), 1, Older);
        Slot.Encode(file.AsSpan(SlotSize), 2, Newer);
        return file;
    }
}
