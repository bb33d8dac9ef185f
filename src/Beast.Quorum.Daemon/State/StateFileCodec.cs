using System.Buffers.Binary;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;

namespace Beast.Quorum.Daemon.State;

/// <summary>
/// The payload of the state file, little-endian: version u16, flags u16 (1: maintenance), generation u32, maintenance
/// counter u32, maintenance left i64 (ticks of 100 ns), number of groups u16, then for each id u8, highest epoch seen
/// u32, last epoch owned u32. Version 2 adds, for each group again, the unfinished recovery: epoch u32 (0: none), then
/// three masks of pools u64 (damaged, scrub begun, scrubbed); it is written only while there is one, so that an older
/// program reads the file otherwise. The file around it, with its hash and its two slots, is the platform's.
/// </summary>
public static class StateFileCodec
{
    /// <summary>Name of the file in <c>state_directory</c>.</summary>
    public const string FileName = "state";

    /// <summary>Bytes of a slot of the file; 64 groups need 600, or 2,390 with recoveries.</summary>
    public const int SlotSize = 4096;

    /// <summary>The version without recoveries.</summary>
    public const ushort Version = 1;

    /// <summary>The version with them.</summary>
    public const ushort RecoveryVersion = 2;

    private const int HeaderLength = 22;
    private const int GroupLength = 9;
    private const int RecoveryLength = 28;

    /// <summary>Path of the state file.</summary>
    /// <param name="stateDirectory">The configured directory.</param>
    public static string PathIn(string stateDirectory) => Path.Combine(stateDirectory, FileName);

    /// <summary>The payload of a state.</summary>
    /// <exception cref="ArgumentException">It has more groups than a record can carry.</exception>
    public static byte[] Encode(PersistentState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Groups.Count > GroupConfiguration.Most)
        {
            throw new ArgumentException($"A state has at most {GroupConfiguration.Most} groups.", nameof(state));
        }

        bool recoveries = state.Groups.Any(group => group.Recovery is not null);
        byte[] payload = new byte[Length(recoveries, state.Groups.Count)];
        BinaryPrimitives.WriteUInt16LittleEndian(payload, recoveries ? RecoveryVersion : Version);
        BinaryPrimitives.WriteUInt16LittleEndian(payload.AsSpan(2), state.Maintenance ? (ushort)1 : (ushort)0);
        BinaryPrimitives.WriteUInt32LittleEndian(payload.AsSpan(4), state.Generation);
        BinaryPrimitives.WriteUInt32LittleEndian(payload.AsSpan(8), state.MaintenanceCounter);
        BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(12), state.MaintenanceLeft.Ticks);
        BinaryPrimitives.WriteUInt16LittleEndian(payload.AsSpan(20), (ushort)state.Groups.Count);
        int at = HeaderLength;
        foreach (PersistentGroup group in state.Groups)
        {
            payload[at] = (byte)group.Id;
            BinaryPrimitives.WriteUInt32LittleEndian(payload.AsSpan(at + 1), group.HighestSeen);
            BinaryPrimitives.WriteUInt32LittleEndian(payload.AsSpan(at + 5), group.LastOwned);
            at += GroupLength;
        }

        for (int index = 0; recoveries && index < state.Groups.Count; index++)
        {
            Write(payload.AsSpan(at + (RecoveryLength * index)), state.Groups[index].Recovery);
        }

        return payload;
    }

    /// <summary>The state in a payload, or null if it is none of this version.</summary>
    public static PersistentState? Decode(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < HeaderLength
            || BinaryPrimitives.ReadUInt16LittleEndian(payload) is not (Version or RecoveryVersion))
        {
            return null;
        }

        bool recoveries = BinaryPrimitives.ReadUInt16LittleEndian(payload) == RecoveryVersion;
        int count = BinaryPrimitives.ReadUInt16LittleEndian(payload[20..]);
        if (count > GroupConfiguration.Most || payload.Length != Length(recoveries, count))
        {
            return null;
        }

        PersistentGroup[] groups = new PersistentGroup[count];
        for (int index = 0; index < count; index++)
        {
            ReadOnlySpan<byte> entry = payload[(HeaderLength + (GroupLength * index))..];
            groups[index] = new PersistentGroup(
                entry[0],
                BinaryPrimitives.ReadUInt32LittleEndian(entry[1..]),
                BinaryPrimitives.ReadUInt32LittleEndian(entry[5..]),
                recoveries ? Read(payload[(Length(false, count) + (RecoveryLength * index))..]) : null);
        }

        if (recoveries && !IsUsual(payload[Length(false, count)..], groups))
        {
            return null;
        }

        return new PersistentState(
            BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(payload[8..]),
            (BinaryPrimitives.ReadUInt16LittleEndian(payload[2..]) & 1) != 0,
            new TimeSpan(BinaryPrimitives.ReadInt64LittleEndian(payload[12..])),
            groups);
    }

    private static int Length(bool recoveries, int count) =>
        HeaderLength + ((GroupLength + (recoveries ? RecoveryLength : 0)) * count);

    private static void Write(Span<byte> target, PersistentRecovery? recovery)
    {
        if (recovery is not null)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(target, recovery.Epoch);
            BinaryPrimitives.WriteUInt64LittleEndian(target[4..], recovery.Damaged);
            BinaryPrimitives.WriteUInt64LittleEndian(target[12..], recovery.Begun);
            BinaryPrimitives.WriteUInt64LittleEndian(target[20..], recovery.Scrubbed);
        }
    }

    /// <summary>This version is written only if there is a recovery, and nothing where there is none.</summary>
    private static bool IsUsual(ReadOnlySpan<byte> recoveries, PersistentGroup[] groups)
    {
        bool any = false;
        for (int index = 0; index < groups.Length; index++)
        {
            bool none = groups[index].Recovery is null;
            any |= !none;
            if (none && recoveries.Slice(RecoveryLength * index, RecoveryLength).IndexOfAnyExcept((byte)0) >= 0)
            {
                return false;
            }
        }

        return any;
    }

    private static PersistentRecovery? Read(ReadOnlySpan<byte> source)
    {
        uint epoch = BinaryPrimitives.ReadUInt32LittleEndian(source);
        return epoch == 0 ? null : new PersistentRecovery(
            epoch,
            BinaryPrimitives.ReadUInt64LittleEndian(source[4..]),
            BinaryPrimitives.ReadUInt64LittleEndian(source[12..]),
            BinaryPrimitives.ReadUInt64LittleEndian(source[20..]));
    }
}
