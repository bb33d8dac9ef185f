using System.Buffers.Binary;
using System.Security.Cryptography;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Fuzz.Tests.Engine;

namespace Beast.Quorum.Fuzz.Tests.Targets.Core;

/// <summary>Records and their signatures, the latter computed apart from the code under test.</summary>
internal static class Signing
{
    public const int SignatureLength = 32;

    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(value => (byte)(value * 7))];

    public static RecordKey Key { get; } = new(Secret);

    public static Guid Cluster { get; } = Guid.Parse("11111111-2222-4333-8444-555555555555");

    public static QuorumTiming Timing { get; } = TimingPresets.Balanced;

    public static ClusterIdentity Ours { get; } = new(Cluster, Timing.Fingerprint);

    /// <summary>Whether the last 32 bytes are the HMAC-SHA256 of those before them.</summary>
    public static bool IsSigned(ReadOnlySpan<byte> message) =>
        message.Length >= SignatureLength
        && HMACSHA256.HashData(Secret, message[..^SignatureLength]).AsSpan().SequenceEqual(message[^SignatureLength..]);

    /// <summary>Signs a message in place.</summary>
    public static void Sign(Span<byte> message) =>
        HMACSHA256.HashData(Secret, message[..^SignatureLength], message[^SignatureLength..]);

    /// <summary>The bytes of a record of node 1.</summary>
    public static byte[] Encoded(Record record)
    {
        byte[] bytes = new byte[RecordCodec.LongestLength];
        return bytes[..RecordCodec.Encode(record, Cluster, Key, bytes)];
    }

    /// <summary>A record of node 1 with every field filled.</summary>
    public static Record Some(Dice dice, int groups)
    {
        Record record = new()
        {
            Node = 1,
            BootId = Guid.Parse("aaaaaaaa-0000-4000-8000-00000000000b"),
            Incarnation = dice.Next(),
            Sequence = (3UL << 32) + (ulong)dice.Below(1000),
            UptimeMilliseconds = dice.Next() >> 20,
            WallMilliseconds = 1_795_000_000_000 + dice.Below(100_000),
            AckIncarnation = dice.Next(),
            AckSequence = dice.Next() >> 16,
            TimingFingerprint = Timing.Fingerprint,
            Flags = (RecordFlags)dice.Below(64),
            Watchdog = Timing.Watchdog,
            StoppingFor = TimeSpan.FromSeconds(dice.Below(120)),
            MaintenanceCounter = (uint)dice.Below(10),
            MaintenanceLeftMilliseconds = (uint)dice.Below(100_000),
            GroupCount = groups,
        };
        for (int index = 0; index < groups; index++)
        {
            record.Groups[index] = new GroupEntry
            {
                Id = (byte)(index % GroupConfiguration.Most),
                Role = (GroupRole)(1 + dice.Below((int)GroupRole.Released)),
                Target = dice.OneIn(2) ? (byte)dice.Below(2) : GroupEntry.NoTarget,
                Flags = (GroupFlags)dice.Below(8),
                Epoch = (uint)dice.Below(50),
                HighestSeen = (uint)dice.Below(50),
                LastOwned = (uint)dice.Below(50),
            };
        }

        return record;
    }

    /// <summary>Gives a record that was changed a length that fits, and a signature that is right.</summary>
    public static byte[] Resigned(byte[] input, Dice dice)
    {
        const int fixedLength = RecordCodec.FixedLength;
        byte[] bytes = [.. input];
        if (bytes.Length < fixedLength + SignatureLength)
        {
            Array.Resize(ref bytes, fixedLength + SignatureLength);
        }

        if (dice.OneIn(2))
        {
            Encoded(Some(dice, 0)).AsSpan(0, 40).CopyTo(bytes);
            bytes[40] = 1;
        }

        if (dice.OneIn(2))
        {
            // One of the eight-byte fields from the incarnation on, or a field of a group.
            int at = 64 + (8 * dice.Below((bytes.Length - 64 - SignatureLength) / 8));
            Numbers.EdgeAt(bytes, at, dice);
        }

        int groups = Math.Min((bytes.Length - fixedLength - SignatureLength) / RecordCodec.EntryLength,
            GroupConfiguration.Most);
        int length = fixedLength + (groups * RecordCodec.EntryLength) + SignatureLength;
        if (!dice.OneIn(8))
        {
            bytes[41] = (byte)groups;
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(6), (ushort)length);
        }

        Sign(bytes.AsSpan(0, length));
        return bytes;
    }
}
