using System.Buffers.Binary;
using Beast.Quorum.Core.Configuration;

namespace Beast.Quorum.Core.Records;

/// <summary>What a piece of bytes turned out to be.</summary>
public enum RecordStatus
{
    /// <summary>A record of the expected node that passed every check.</summary>
    Valid,

    /// <summary>Not a record, or a damaged one.</summary>
    Invalid,

    /// <summary>A record of another format version, cluster, key or set of thresholds, or of the wrong node.</summary>
    Foreign,
}

/// <summary>What a record must match to be ours: the cluster and the thresholds.</summary>
/// <param name="ClusterId">Id given by <c>device init</c>.</param>
/// <param name="TimingFingerprint">Fingerprint of the thresholds.</param>
public readonly record struct ClusterIdentity(Guid ClusterId, ulong TimingFingerprint);

/// <summary>
/// The bytes of a record: fixed little-endian layout, HMAC-SHA256 at the end (DESIGN 5.1). What is unused is zero.
/// Everything that tells whose record it is lies in the first 512 bytes, which a disk writes whole or not at all.
/// </summary>
public static class RecordCodec
{
    /// <summary>"BSTQ" in ASCII, first on the wire.</summary>
    public const uint Magic = 0x51545342;

    /// <summary>The only format version so far.</summary>
    public const ushort Version = 1;

    /// <summary>Bytes of the fixed part before the group entries.</summary>
    public const int FixedLength = 144;

    /// <summary>Bytes of a group entry.</summary>
    public const int EntryLength = 16;

    /// <summary>Longest record, with 64 groups: fits one UDP datagram without fragmentation.</summary>
    public const int LongestLength =
        FixedLength + (GroupConfiguration.Most * EntryLength) + RecordKey.SignatureLength;

    /// <summary>
    /// Longest duration that a record or a header may carry: 1,000 days, above anything that can be configured or
    /// ordered. A longer or a negative one would overflow the waits that are computed from it, or shorten them.
    /// </summary>
    public static readonly TimeSpan LongestDuration = TimeSpan.FromDays(1000);

    /// <summary>How many bytes a record takes, its signature included.</summary>
    public static int LengthOf(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return FixedLength + (record.GroupCount * EntryLength) + RecordKey.SignatureLength;
    }

    /// <summary>Writes a record.</summary>
    /// <param name="record">What to write.</param>
    /// <param name="cluster">The cluster it belongs to; the thresholds' fingerprint is taken from the record.</param>
    /// <param name="key">The key that signs it.</param>
    /// <param name="target">At least <see cref="LongestLength"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Encode(Record record, Guid cluster, RecordKey key, Span<byte> target)
    {
        ArgumentNullException.ThrowIfNull(key);
        int length = LengthOf(record);
        Span<byte> bytes = target[..length];
        bytes.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[6..], (ushort)length);
        WriteGuid(cluster, bytes[8..]);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], key.Id);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[32..], record.TimingFingerprint);
        bytes[40] = record.Node;
        bytes[41] = (byte)record.GroupCount;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[42..], (ushort)record.Flags);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[44..], record.MaintenanceCounter);
        WriteGuid(record.BootId, bytes[48..]);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[64..], record.Incarnation);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[72..], record.Sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[80..], record.UptimeMilliseconds);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[88..], record.WallMilliseconds);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[96..], record.AckIncarnation);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[104..], record.AckSequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[112..], record.Watchdog.Ticks);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[120..], record.StoppingFor.Ticks);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[128..], record.MaintenanceLeftMilliseconds);
        for (int index = 0; index < record.GroupCount; index++)
        {
            WriteEntry(record.Groups[index], bytes[(FixedLength + (index * EntryLength))..]);
        }

        int signed = length - RecordKey.SignatureLength;
        key.Sign(bytes[..signed], bytes[signed..]);
        return length;
    }

    /// <summary>
    /// Reads a record; <paramref name="into"/> is changed only if the result is <see cref="RecordStatus.Valid"/>.
    /// </summary>
    /// <param name="source">A datagram or a whole block; bytes behind the record's length are ignored.</param>
    /// <param name="cluster">What it must match.</param>
    /// <param name="node">The node that must have published it.</param>
    /// <param name="key">The key that must have signed it.</param>
    /// <param name="into">Where the content goes.</param>
    public static RecordStatus Decode(
        ReadOnlySpan<byte> source, in ClusterIdentity cluster, int node, RecordKey key, Record into)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(into);
        if (source.Length < FixedLength + RecordKey.SignatureLength
            || BinaryPrimitives.ReadUInt32LittleEndian(source) != Magic)
        {
            return RecordStatus.Invalid;
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(source[4..]) != Version
            || ReadGuid(source[8..]) != cluster.ClusterId
            || BinaryPrimitives.ReadUInt64LittleEndian(source[24..]) != key.Id)
        {
            return RecordStatus.Foreign;
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(source[6..]);
        int groups = source[41];
        int signed = length - RecordKey.SignatureLength;
        if (groups > GroupConfiguration.Most
            || length != FixedLength + (groups * EntryLength) + RecordKey.SignatureLength
            || length > source.Length
            || !key.Verifies(source[..signed], source[signed..length]))
        {
            return RecordStatus.Invalid;
        }

        // Signed by our key, and still not what we agreed on: somebody's configuration differs.
        if (source[40] != node
            || BinaryPrimitives.ReadUInt64LittleEndian(source[32..]) != cluster.TimingFingerprint)
        {
            return RecordStatus.Foreign;
        }

        return ReadContent(source, groups, into) ? RecordStatus.Valid : RecordStatus.Invalid;
    }

    private static bool ReadContent(ReadOnlySpan<byte> source, int groups, Record into)
    {
        for (int index = 0; index < groups; index++)
        {
            ReadOnlySpan<byte> entry = source[(FixedLength + (index * EntryLength))..];
            if (entry[0] >= GroupConfiguration.Most || entry[1] is 0 or > (byte)GroupRole.Released)
            {
                return false;
            }
        }

        if (!IsDuration(source[112..]) || !IsDuration(source[120..]))
        {
            return false;
        }

        into.TimingFingerprint = BinaryPrimitives.ReadUInt64LittleEndian(source[32..]);
        into.Node = source[40];
        into.GroupCount = groups;
        into.Flags = (RecordFlags)BinaryPrimitives.ReadUInt16LittleEndian(source[42..]);
        into.MaintenanceCounter = BinaryPrimitives.ReadUInt32LittleEndian(source[44..]);
        into.BootId = ReadGuid(source[48..]);
        into.Incarnation = BinaryPrimitives.ReadUInt64LittleEndian(source[64..]);
        into.Sequence = BinaryPrimitives.ReadUInt64LittleEndian(source[72..]);
        into.UptimeMilliseconds = BinaryPrimitives.ReadUInt64LittleEndian(source[80..]);
        into.WallMilliseconds = BinaryPrimitives.ReadInt64LittleEndian(source[88..]);
        into.AckIncarnation = BinaryPrimitives.ReadUInt64LittleEndian(source[96..]);
        into.AckSequence = BinaryPrimitives.ReadUInt64LittleEndian(source[104..]);
        into.Watchdog = new TimeSpan(BinaryPrimitives.ReadInt64LittleEndian(source[112..]));
        into.StoppingFor = new TimeSpan(BinaryPrimitives.ReadInt64LittleEndian(source[120..]));
        into.MaintenanceLeftMilliseconds = BinaryPrimitives.ReadUInt32LittleEndian(source[128..]);
        for (int index = 0; index < groups; index++)
        {
            ReadEntry(source[(FixedLength + (index * EntryLength))..], out into.Groups[index]);
        }

        return true;
    }

    private static bool IsDuration(ReadOnlySpan<byte> source) =>
        BinaryPrimitives.ReadUInt64LittleEndian(source) <= (ulong)LongestDuration.Ticks;

    private static void WriteEntry(in GroupEntry entry, Span<byte> target)
    {
        target[0] = entry.Id;
        target[1] = (byte)entry.Role;
        target[2] = entry.Target;
        target[3] = (byte)entry.Flags;
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], entry.Epoch);
        BinaryPrimitives.WriteUInt32LittleEndian(target[8..], entry.HighestSeen);
        BinaryPrimitives.WriteUInt32LittleEndian(target[12..], entry.LastOwned);
    }

    private static void ReadEntry(ReadOnlySpan<byte> source, out GroupEntry entry) => entry = new GroupEntry
    {
        Id = source[0],
        Role = (GroupRole)source[1],
        Target = source[2],
        Flags = (GroupFlags)source[3],
        Epoch = BinaryPrimitives.ReadUInt32LittleEndian(source[4..]),
        HighestSeen = BinaryPrimitives.ReadUInt32LittleEndian(source[8..]),
        LastOwned = BinaryPrimitives.ReadUInt32LittleEndian(source[12..]),
    };

    private static void WriteGuid(Guid value, Span<byte> target) =>
        value.TryWriteBytes(target, bigEndian: false, out _);

    private static Guid ReadGuid(ReadOnlySpan<byte> source) => new(source[..16], bigEndian: false);
}
