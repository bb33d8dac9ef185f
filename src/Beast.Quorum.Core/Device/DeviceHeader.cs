using System.Buffers.Binary;
using System.Text;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Device;

/// <summary>What stands in blocks 0 and 1 of a quorum device.</summary>
/// <param name="ClusterId">Random id given by <c>device init</c>.</param>
/// <param name="ClusterName">Name for people, at most 64 bytes of UTF-8.</param>
/// <param name="Timing">The thresholds both nodes must use.</param>
public sealed record DeviceHeader(Guid ClusterId, string ClusterName, QuorumTiming Timing);

/// <summary>What a header block turned out to be.</summary>
public enum HeaderStatus
{
    /// <summary>A header that passed every check.</summary>
    Valid,

    /// <summary>No header.</summary>
    Absent,

    /// <summary>A header that is damaged, or whose thresholds are none.</summary>
    Damaged,

    /// <summary>A header of a format version this program does not know.</summary>
    OtherVersion,

    /// <summary>A header signed with another key.</summary>
    OtherKey,
}

/// <summary>
/// The bytes of a device header: fixed little-endian layout, HMAC-SHA256 at the end of the first 512 bytes.
/// </summary>
public static class DeviceHeaderCodec
{
    /// <summary>"BQHD" in ASCII, first on the device.</summary>
    public const uint Magic = 0x44485142;

    /// <summary>The only format version so far.</summary>
    public const ushort Version = 1;

    /// <summary>Most bytes of a cluster's name.</summary>
    public const int LongestName = 64;

    private const int Signed = 512 - RecordKey.SignatureLength;

    /// <summary>Writes a header block.</summary>
    /// <param name="header">What to write.</param>
    /// <param name="key">The key that signs it.</param>
    /// <param name="block">A whole block.</param>
    public static void Encode(DeviceHeader header, RecordKey key, Span<byte> block)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(key);
        if (Encoding.UTF8.GetByteCount(header.ClusterName) > LongestName)
        {
            throw new ArgumentException($"The cluster's name is longer than {LongestName} bytes.", nameof(header));
        }

        block[..DeviceLayout.BlockSize].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(block, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(block[4..], Version);
        BinaryPrimitives.WriteUInt64LittleEndian(block[8..], key.Id);
        header.ClusterId.TryWriteBytes(block[16..], bigEndian: false, out _);
        WriteText(header.ClusterName, block[32..]);
        WriteText(header.Timing.Name, block[104..]);
        int at = 176;
        foreach (TimeSpan value in Values(header.Timing))
        {
            BinaryPrimitives.WriteInt64LittleEndian(block[at..], value.Ticks);
            at += 8;
        }

        key.Sign(block[..Signed], block[Signed..]);
    }

    /// <summary>Reads a header block.</summary>
    /// <param name="block">A whole block.</param>
    /// <param name="key">The key that must have signed it.</param>
    /// <param name="header">The header, if valid.</param>
    public static HeaderStatus Decode(ReadOnlySpan<byte> block, RecordKey key, out DeviceHeader? header)
    {
        ArgumentNullException.ThrowIfNull(key);
        header = null;
        if (block.Length < 512 || BinaryPrimitives.ReadUInt32LittleEndian(block) != Magic)
        {
            return HeaderStatus.Absent;
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(block[4..]) != Version)
        {
            return HeaderStatus.OtherVersion;
        }

        if (BinaryPrimitives.ReadUInt64LittleEndian(block[8..]) != key.Id)
        {
            return HeaderStatus.OtherKey;
        }

        if (!key.Verifies(block[..Signed], block[Signed..512]) || !AreDurations(block[176..240]))
        {
            return HeaderStatus.Damaged;
        }

        Guid cluster = new(block[16..32], bigEndian: false);
        header = new DeviceHeader(cluster, ReadText(block[32..]), ReadTiming(block));
        return HeaderStatus.Valid;
    }

    private static bool AreDurations(ReadOnlySpan<byte> values)
    {
        for (int at = 0; at < values.Length; at += 8)
        {
            // Negative ones are large without their sign.
            if (BinaryPrimitives.ReadUInt64LittleEndian(values[at..]) > (ulong)RecordCodec.LongestDuration.Ticks)
            {
                return false;
            }
        }

        return true;
    }

    private static QuorumTiming ReadTiming(ReadOnlySpan<byte> block)
    {
        return new QuorumTiming
        {
            Name = ReadText(block[104..]),
            Heartbeat = At(block, 0),
            LongestCycle = At(block, 1),
            SettleLimit = At(block, 2),
            SuspectAfter = At(block, 3),
            Lease = At(block, 4),
            DemoteBudget = At(block, 5),
            Watchdog = At(block, 6),
            Margin = At(block, 7),
        };

        static TimeSpan At(ReadOnlySpan<byte> block, int index) =>
            new(BinaryPrimitives.ReadInt64LittleEndian(block[(176 + (8 * index))..]));
    }

    private static TimeSpan[] Values(QuorumTiming timing) =>
    [
        timing.Heartbeat, timing.LongestCycle, timing.SettleLimit, timing.SuspectAfter,
        timing.Lease, timing.DemoteBudget, timing.Watchdog, timing.Margin,
    ];

    // A length byte, then at most 64 bytes of UTF-8.
    private static void WriteText(string text, Span<byte> target)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int length = Math.Min(bytes.Length, LongestName);
        target[0] = (byte)length;
        bytes.AsSpan(0, length).CopyTo(target[1..]);
    }

    private static string ReadText(ReadOnlySpan<byte> source) =>
        Encoding.UTF8.GetString(source.Slice(1, Math.Min(source[0], (byte)LongestName)));
}
