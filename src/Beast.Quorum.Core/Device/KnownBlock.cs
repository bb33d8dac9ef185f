using Beast.Quorum.Core.Records;

namespace Beast.Quorum.Core.Device;

/// <summary>The last valid record of one block, and the very bytes that it was decoded from.</summary>
internal sealed class KnownBlock
{
    private readonly byte[] bytes = new byte[RecordCodec.LongestLength];
    private int length;
    private int publisher;

    /// <summary>The record; means something only after a read that said <see cref="RecordStatus.Valid"/>.</summary>
    public Record Record { get; } = new();

    /// <summary>Decodes the block, unless its record is byte for byte the one that was valid before.</summary>
    public RecordStatus Read(ReadOnlySpan<byte> block, in ClusterIdentity cluster, int node, RecordKey key)
    {
        if (length != 0 && publisher == node && block[..length].SequenceEqual(bytes.AsSpan(0, length)))
        {
            return RecordStatus.Valid;
        }

        RecordStatus status = RecordCodec.Decode(block, cluster, node, key, Record);
        length = status == RecordStatus.Valid ? RecordCodec.LengthOf(Record) : 0;
        publisher = node;
        block[..length].CopyTo(bytes);
        return status;
    }
}
