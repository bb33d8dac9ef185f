using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Platform.Devices;

namespace Beast.Quorum.Fuzz.Tests.Targets.Platform;

/// <summary>Answers of a block server: within the bounds, or none.</summary>
internal sealed class BlockAnswerTarget : FuzzTarget
{
    public override string Name => "block-answer";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Encoded(new BlockAnswer(0, 512, 1 << 20)), Encoded(new BlockAnswer(5, 0, 1 << 20)),
        Encoded(new BlockAnswer(int.MaxValue, BlockProtocol.CountMax, long.MaxValue)),
    ];

    public override int Longest => 64;

    public override Depth Run(byte[] input)
    {
        if (!BlockProtocol.TryDecode(input, out BlockAnswer answer))
        {
            return input.AsSpan().StartsWith(Seeds[0].AsSpan(0, 4)) ? Depth.Looked : Depth.Refused;
        }

        Must(answer is { Error: >= 0, Count: >= 0 and <= BlockProtocol.CountMax, Size: >= 0 }, "out of bounds");
        byte[] again = Encoded(answer);
        Must(again.AsSpan(0, 12).SequenceEqual(input.AsSpan(0, 12))
            && again.AsSpan(16).SequenceEqual(input.AsSpan(16, 8)), "an answer reads otherwise");
        return Depth.Accepted;
    }

    private static byte[] Encoded(BlockAnswer answer)
    {
        byte[] bytes = new byte[BlockProtocol.AnswerLength];
        BlockProtocol.Encode(answer, bytes);
        return bytes;
    }
}
