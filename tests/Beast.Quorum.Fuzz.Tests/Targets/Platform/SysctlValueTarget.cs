using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Platform.Sysctls;

namespace Beast.Quorum.Fuzz.Tests.Targets.Platform;

/// <summary>
/// Values of the kernel, of any kind and width: a text that can be written back gives the same value.
/// </summary>
internal sealed class SysctlValueTarget : FuzzTarget
{
    public override string Name => "sysctl-value";

    // The first byte is the kind (the low four bits are the type), the rest the value.
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        [2, 1, 0, 0, 0], [2, 0xFF, 0xFF, 0xFF, 0xFF], [3, .. "connect 192.168.56.103:7777\0"u8], [3],
        [4, 1, 2, 3, 4, 5, 6, 7, 8], [6, 1, 0, 0, 0x80], [7, 0, 0, 0, 0, 0, 0, 0, 0x80], [9, 1, 0, 0, 0, 0, 0, 0, 0xF0],
        [0xA, 200], [0x42, 1, 0, 0, 0],
    ];

    public override int Longest => 4096;

    public override Depth Run(byte[] input)
    {
        if (input.Length == 0)
        {
            return Depth.Refused;
        }

        int kind = input[0];
        string? text = SysctlValue.Decode(kind, input.AsSpan(1));
        byte[]? any = SysctlValue.Encode(kind, Text(input), out string why);
        Must((any is null) == (why.Length > 0), "a refusal without a reason, or the reverse");
        if (text is null)
        {
            return Depth.Looked;
        }

        byte[]? again = SysctlValue.Encode(kind, text, out string error);
        Must(again is not null, $"a value that was read cannot be written: {error}");
        Must(SysctlValue.Decode(kind, again) == text, "a value does not survive being written");
        return Depth.Accepted;
    }
}
