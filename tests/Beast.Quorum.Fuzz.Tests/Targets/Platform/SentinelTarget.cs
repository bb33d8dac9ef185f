using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Platform.SelfFencing;

namespace Beast.Quorum.Fuzz.Tests.Targets.Platform;

/// <summary>Notes of a self-fence: any file of that name is read as some text, whose length is bounded.</summary>
internal sealed class SentinelTarget : FuzzTarget
{
    private const int Most = 64 * 1024;

    private readonly Scratch scratch = new();

    public override string Name => "sentinel";

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [Bytes("the lease ended while pool beast was imported"), Bytes(""), Bytes("one\ntwo\n")];

    public override int Cost => 20;

    public override int Longest => 300 * 1024;

    // However long the file is. The decoder takes 32 bytes for every byte that is no UTF-8, here and in the check.
    public override (long Base, long PerByte) Memory => (6 * 1024 * 1024, 0);

    public override Depth Run(byte[] input)
    {
        string? text = Sentinel.Read(scratch.Put("sentinel", input));
        Must(text is not null && text.Length <= Most, "a note is missing, or too long");
        Must(input.Length > Most || text == Text(input), "a note reads otherwise");
        return Depth.Accepted;
    }

    protected override void Clean() => scratch.Dispose();
}
