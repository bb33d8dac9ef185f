using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Core;

/// <summary>Header blocks: what is valid is signed, whoever wrote it.</summary>
internal sealed class DeviceHeaderTarget : FuzzTarget
{
    private const int Signed = 512;

    public override string Name => "device-header";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Block(new DeviceHeader(Signing.Cluster, "beast", TimingPresets.Balanced)),
        Block(new DeviceHeader(Guid.Empty, "", TimingPresets.Fast)),
        Block(new DeviceHeader(Signing.Cluster, new string('é', 32), TimingPresets.BqCompat)),
    ];

    public override int Longest => 5000;

    public override (long Base, long PerByte) Memory => (16 * 1024, 2);

    public override Depth Run(byte[] input)
    {
        HeaderStatus status = DeviceHeaderCodec.Decode(input, Signing.Key, out DeviceHeader? header);
        Must((status == HeaderStatus.Valid) == (header is not null), "a header without its status, or the reverse");
        if (header is null)
        {
            return status == HeaderStatus.Damaged ? Depth.Looked : Depth.Refused;
        }

        Must(Signing.IsSigned(input.AsSpan(0, Signed)), "a bad signature was accepted");
        Must(header.ClusterName.Length <= DeviceHeaderCodec.LongestName, "a cluster's name is too long");
        _ = header.Timing.Fingerprint;
        if (!header.ClusterName.Contains('\ufffd', StringComparison.Ordinal)
            && !header.Timing.Name.Contains('\ufffd', StringComparison.Ordinal))
        {
            DeviceHeaderCodec.Decode(Block(header), Signing.Key, out DeviceHeader? again);
            Must(again == header, "a header does not survive being written again");
        }

        return Depth.Accepted;
    }

    public override byte[] Mend(byte[] input, Dice dice)
    {
        byte[] bytes = input.Length < Signed ? [.. input, .. new byte[Signed - input.Length]] : [.. input];
        if (dice.OneIn(2))
        {
            Seeds[0].AsSpan(0, 16).CopyTo(bytes);
        }

        Signing.Sign(bytes.AsSpan(0, Signed));
        return bytes;
    }

    private static byte[] Block(DeviceHeader header)
    {
        byte[] block = new byte[DeviceLayout.BlockSize];
        DeviceHeaderCodec.Encode(header, Signing.Key, block);
        return block;
    }
}
