using System.Numerics;
using Beast.Quorum.Core.Records;

namespace Beast.Quorum.Core.Device;

/// <summary>What one read of a node's ring showed. Reused from read to read.</summary>
public sealed class RingView
{
    /// <summary>
    /// The valid record with the highest sequence; means nothing if <see cref="HasRecord"/> is false.
    /// </summary>
    public Record Newest { get; } = new();

    /// <summary>Whether any block holds a valid record, be it an empty one.</summary>
    public bool HasRecord { get; set; }

    /// <summary>Block of the newest record, 0 to 7; of equal ones (an initialised ring) the last.</summary>
    public int NewestBlock { get; set; }

    /// <summary>The blocks, as bits, that failed their checks, could not be read, or are foreign.</summary>
    public byte InvalidMask { get; set; }

    /// <summary>
    /// The blocks, as bits, that hold a record of another version, cluster, key or set of thresholds.
    /// </summary>
    public byte ForeignMask { get; set; }

    /// <summary>Changes when any byte of an invalid block changes, or another block becomes invalid.</summary>
    public ulong InvalidHash { get; set; }

    /// <summary>How many blocks are invalid, 0 to 8.</summary>
    public int InvalidCount => BitOperations.PopCount(InvalidMask);

    /// <summary>Takes over the content of another view.</summary>
    public void CopyFrom(RingView other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Newest.CopyFrom(other.Newest);
        HasRecord = other.HasRecord;
        NewestBlock = other.NewestBlock;
        InvalidMask = other.InvalidMask;
        ForeignMask = other.ForeignMask;
        InvalidHash = other.InvalidHash;
    }
}
