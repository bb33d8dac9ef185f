using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Platform.Devices;

namespace Beast.Quorum.Fuzz.Tests.Targets.Platform;

/// <summary>Requests to a block server: within the bounds, or none.</summary>
internal sealed class BlockRequestTarget : FuzzTarget
{
    public override string Name => "block-request";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Encoded(new BlockRequest(BlockOperation.Size, 0, 0)),
        Encoded(new BlockRequest(BlockOperation.Read, 65536, 4096)),
        Encoded(new BlockRequest(BlockOperation.Write, long.MaxValue, BlockProtocol.CountMax)),
    ];

    public override int Longest => 64;

    public override Depth Run(byte[] input)
    {
        if (!BlockProtocol.TryDecode(input, out BlockRequest request))
        {
            return input.AsSpan().StartsWith(Seeds[0].AsSpan(0, 4)) ? Depth.Looked : Depth.Refused;
        }

        Must(request is { Offset: >= 0, Count: >= 0 and <= BlockProtocol.CountMax }, "a transfer out of bounds");
        Must(Enum.IsDefined(request.Operation), "an unknown operation");
        Must(Encoded(request).AsSpan(0, 20).SequenceEqual(input.AsSpan(0, 20)), "a request reads otherwise");
        return Depth.Accepted;
    }

    private static byte[] Encoded(BlockRequest request)
    {
        byte[] bytes = new byte[BlockProtocol.RequestLength];
        BlockProtocol.Encode(request, bytes);
        return bytes;
    }
}
