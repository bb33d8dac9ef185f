using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Platform.Devices;

namespace Beast.Quorum.Daemon.Adapters;

/// <summary>Encodes the outgoing record, with its sequence and the wall time that people will see.</summary>
internal sealed class RecordEncoder(Guid cluster, RecordKey key)
{
    private readonly byte[] datagram = new byte[RecordCodec.LongestLength];

    /// <summary>For the register: a whole block.</summary>
    public void Encode(Record record, ulong sequence, NativeBuffer block)
    {
        Span<byte> bytes = block.AsSpan()[..DeviceLayout.BlockSize];
        bytes.Clear();
        Write(record, sequence, bytes);
    }

    /// <summary>For the interlinks: valid until the next call.</summary>
    public ReadOnlySpan<byte> Encode(Record record, ulong sequence)
    {
        int length = Write(record, sequence, datagram);
        return datagram.AsSpan(0, length);
    }

    private int Write(Record record, ulong sequence, Span<byte> target)
    {
        record.Sequence = sequence;
        record.WallMilliseconds = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        return RecordCodec.Encode(record, cluster, key, target);
    }
}
