using Beast.Quorum.Daemon.DeviceTools;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>Beginnings and ends of disks of any size: whatever is there, it has a name or none.</summary>
internal sealed class SignaturesTarget : FuzzTarget
{
    public override string Name => "signatures";

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [At(512, "EFI PART"u8), At(510, [0x55, 0xAA]), At(0, "XFSB"u8), At(1024, [0x0C, 0xB1, 0xBA, 0, 0, 0, 0, 0])];

    public override Depth Run(byte[] input)
    {
        int middle = input.Length / 2;
        string? whole = Signatures.Find(input, input);
        _ = Signatures.Find(input.AsSpan(0, middle), input.AsSpan(middle));
        Must(whole is null or { Length: > 0 }, "a signature without a name");
        return whole is null ? Depth.Looked : Depth.Accepted;
    }

    private static byte[] At(int offset, ReadOnlySpan<byte> magic)
    {
        byte[] head = new byte[8192];
        magic.CopyTo(head.AsSpan(offset));
        return head;
    }
}
