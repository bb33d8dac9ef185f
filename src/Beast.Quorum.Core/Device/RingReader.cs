using Beast.Quorum.Core.Records;

namespace Beast.Quorum.Core.Device;

/// <summary>
/// Turns the bytes of a ring into a <see cref="RingView"/>. The newest valid record wins. A ring changes by one block
/// a cycle, so a block whose record was found valid is not checked again while its bytes are the same.
/// </summary>
/// <param name="cluster">What records must match.</param>
/// <param name="key">The key that must have signed them.</param>
public sealed class RingReader(ClusterIdentity cluster, RecordKey key)
{
    private readonly KnownBlock[] known =
        [.. Enumerable.Range(0, DeviceLayout.RingBlocks).Select(_ => new KnownBlock())];

    /// <summary>Reads a ring. Does not allocate.</summary>
    /// <param name="ring">The eight blocks.</param>
    /// <param name="unreadable">Blocks, as bits, that could not be read and whose bytes mean nothing.</param>
    /// <param name="node">The node whose ring it is.</param>
    /// <param name="view">Receives what was found.</param>
    public void Read(ReadOnlySpan<byte> ring, byte unreadable, int node, RingView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        view.HasRecord = false;
        view.InvalidMask = unreadable;
        view.ForeignMask = 0;
        view.NewestBlock = 0;
        ulong hash = 14695981039346656037;
        KnownBlock? newest = null;
        for (int block = 0; block < DeviceLayout.RingBlocks; block++)
        {
            byte bit = (byte)(1 << block);
            if ((unreadable & bit) != 0)
            {
                continue;
            }

            ReadOnlySpan<byte> bytes = ring.Slice(block * DeviceLayout.BlockSize, DeviceLayout.BlockSize);
            RecordStatus status = known[block].Read(bytes, cluster, node, key);
            if (status != RecordStatus.Valid)
            {
                view.InvalidMask |= bit;
                view.ForeignMask |= status == RecordStatus.Foreign ? bit : (byte)0;
                hash = Mix(hash, bytes);
            }
            else if (newest is null || known[block].Record.Sequence >= newest.Record.Sequence)
            {
                newest = known[block];
                view.NewestBlock = block;
            }
        }

        if (newest is not null)
        {
            view.HasRecord = true;
            view.Newest.CopyFrom(newest.Record);
        }

        view.InvalidHash = (hash ^ view.InvalidMask) * 1099511628211;
    }

    private static ulong Mix(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (ulong word in System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            hash = (hash ^ word) * 1099511628211;
            hash ^= hash >> 29;
        }

        return hash;
    }
}
