using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Daemon.DeviceTools;
using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Fuzz.Tests.Targets.Core;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>
/// The first 24 blocks of a quorum device, damaged at will, through the tools of a person: show, and the merge that
/// <c>device init</c> does, which must never lower an epoch.
/// </summary>
internal sealed class DeviceImageTarget : FuzzTarget
{
    private const int Used = 24 * DeviceLayout.BlockSize;
    private static readonly GroupConfiguration Group = new() { Name = "main", Id = 0, Pools = ["beast"] };
    private static readonly PersistentState Before = new(9, 1, false, TimeSpan.Zero, [new PersistentGroup(0, 40, 30)]);

    private readonly Scratch scratch = new();
    private readonly byte[] image = new byte[DeviceLayout.SmallestBlocks * DeviceLayout.BlockSize];

    public override string Name => "device-image";

    public override IReadOnlyList<byte[]> Seeds { get; } = [Image(0), Image(1), Image(64)];

    public override int Cost => 120;

    public override int Longest => Used;

    public override (long Base, long PerByte) Memory => (2 * 1024 * 1024, 10);

    public override Depth Run(byte[] input)
    {
        image.AsSpan(0, Used).Clear();
        input.CopyTo(image, 0);
        string path = scratch.Put("device", image);
        using BlockAccess device = BlockAccess.Open(
            new QuorumDeviceConfiguration(QuorumDeviceKind.Raw, path), readOnly: true);
        DeviceReading read = DeviceReading.Take(device, Signing.Key);
        PersistentState merged = StateMerge.Merge(Before, 0, [Group], read);
        PersistentGroup main = merged.Groups.Single(group => group.Id == 0);
        Must(merged.Generation >= 9 && main.HighestSeen >= 40 && main.LastOwned >= 30, "an epoch went down");
        if (read.Header is null)
        {
            return read.Status == HeaderStatus.Absent ? Depth.Refused : Depth.Looked;
        }

        string text = DeviceShow.Write(path, read, read, DateTimeOffset.UnixEpoch, [Group]);
        Must(text.Contains("BQuorum", StringComparison.Ordinal), "nothing is shown");
        return Depth.Accepted;
    }

    public override byte[] Mend(byte[] input, Dice dice)
    {
        byte[] bytes = [.. input];
        int ring = dice.Below(16) + 8;
        if (bytes.Length >= (ring + 1) * DeviceLayout.BlockSize)
        {
            int at = ring * DeviceLayout.BlockSize;
            Signing.Resigned(bytes[at..(at + RecordCodec.LongestLength)], dice).CopyTo(bytes, at);
        }

        if (bytes.Length >= 512 && dice.OneIn(2))
        {
            Numbers.EdgeAt(bytes, 176 + (8 * dice.Below(8)), dice);
            Signing.Sign(bytes.AsSpan(0, 512));
        }

        return bytes;
    }

    protected override void Clean() => scratch.Dispose();

    private static byte[] Image(int groups)
    {
        byte[] bytes = new byte[Used];
        DeviceHeader header = new(Signing.Cluster, "beast", Signing.Timing);
        DeviceHeaderCodec.Encode(header, Signing.Key, bytes);
        DeviceHeaderCodec.Encode(header, Signing.Key, bytes.AsSpan(DeviceLayout.BlockSize));
        for (int block = 8; block < 24; block++)
        {
            Record record = Signing.Some(new Dice((ulong)block), groups);
            record.Node = (byte)(block < 16 ? 0 : 1);
            Signing.Encoded(record).CopyTo(bytes, block * DeviceLayout.BlockSize);
        }

        return bytes;
    }
}
