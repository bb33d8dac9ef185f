using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Records;

namespace Beast.Quorum.Daemon.DeviceTools;

/// <summary>What stands on a quorum device at one moment.</summary>
internal sealed class DeviceReading
{
    private DeviceReading(HeaderStatus[] headers, DeviceHeader? header, RingView[] rings)
    {
        Headers = headers;
        Header = header;
        Rings = rings;
    }

    /// <summary>What the header's block and its copy turned out to be.</summary>
    public IReadOnlyList<HeaderStatus> Headers { get; }

    /// <summary>The header; null if neither block holds a valid one.</summary>
    public DeviceHeader? Header { get; }

    /// <summary>The rings of both nodes; empty without a header, which alone tells what is valid.</summary>
    public IReadOnlyList<RingView> Rings { get; }

    /// <summary>Reads everything; unreadable blocks are shown as such.</summary>
    public static DeviceReading Take(BlockAccess device, RecordKey key)
    {
        HeaderStatus[] statuses = new HeaderStatus[2];
        DeviceHeader? header = null;
        byte[] block = new byte[DeviceLayout.BlockSize];
        for (int copy = 0; copy < 2; copy++)
        {
            int error = device.TryRead((DeviceLayout.HeaderBlock + copy) * (long)DeviceLayout.BlockSize, block);
            DeviceHeader? found = null;
            statuses[copy] = error != 0 ? HeaderStatus.Damaged : DeviceHeaderCodec.Decode(block, key, out found);
            header ??= found;
        }

        return new DeviceReading(statuses, header, header is null
            ? []
            : [ReadRing(device, header, key, 0), ReadRing(device, header, key, 1)]);
    }

    /// <summary>A header for messages: what the better of the two blocks is.</summary>
    public HeaderStatus Status => Header is not null ? HeaderStatus.Valid
        : Headers.FirstOrDefault(status => status != HeaderStatus.Absent, HeaderStatus.Absent);

    private static RingView ReadRing(BlockAccess device, DeviceHeader header, RecordKey key, int node)
    {
        byte[] ring = new byte[DeviceLayout.RingBytes];
        byte unreadable = 0;
        if (device.TryRead(DeviceLayout.RingOffset(node), ring) != 0)
        {
            for (int block = 0; block < DeviceLayout.RingBlocks; block++)
            {
                Span<byte> into = ring.AsSpan(block * DeviceLayout.BlockSize, DeviceLayout.BlockSize);
                unreadable |= device.TryRead(DeviceLayout.BlockOffset(node, block), into) != 0
                    ? (byte)(1 << block) : (byte)0;
            }
        }

        RingView view = new();
        new RingReader(new ClusterIdentity(header.ClusterId, header.Timing.Fingerprint), key)
            .Read(ring, unreadable, node, view);
        return view;
    }
}
