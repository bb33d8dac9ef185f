using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.State;
using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Fuzz.Tests.Targets.Core;
using FsCheck;
using FsCheck.Fluent;
using Slot = Beast.Quorum.Platform.Files.Slot;

namespace Beast.Quorum.Fuzz.Tests.Properties;

/// <summary>What is written reads back, and what was changed after it was signed does not.</summary>
internal sealed class CodecProperties
{
    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public bool A_record_reads_back(ulong seed, byte groups)
    {
        Record record = Signing.Some(new Dice(seed), groups % 65);
        Record back = new();
        byte[] bytes = Signing.Encoded(record);
        return RecordCodec.Decode(bytes, Signing.Ours, 1, Signing.Key, back) == RecordStatus.Valid
            && Signing.Encoded(back).AsSpan().SequenceEqual(bytes);
    }

    [FsCheck.NUnit.Property(MaxTest = 3000)]
    public bool A_record_with_any_other_bytes_anywhere_is_not_valid(ulong seed, byte groups, NonEmptyArray<int> places)
    {
        byte[] bytes = Signing.Encoded(Signing.Some(new Dice(seed), groups % 65));
        Spoil(bytes, bytes.Length, places.Get, new Dice(seed + 1));
        return RecordCodec.Decode(bytes, Signing.Ours, 1, Signing.Key, new Record()) != RecordStatus.Valid;
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public bool A_record_with_its_signature_moved_to_other_content_is_not_valid(ulong one, ulong other)
    {
        byte[] first = Signing.Encoded(Signing.Some(new Dice(one), 3));
        byte[] second = Signing.Encoded(Signing.Some(new Dice(other), 3));
        second.AsSpan(^RecordKey.SignatureLength..).CopyTo(first.AsSpan(^RecordKey.SignatureLength..));
        bool same = first.AsSpan().SequenceEqual(second);
        RecordStatus status = RecordCodec.Decode(first, Signing.Ours, 1, Signing.Key, new Record());
        return same == (status == RecordStatus.Valid);
    }

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public bool A_record_of_another_key_is_foreign(ulong seed, NonEmptyArray<byte> secret)
    {
        RecordKey other = new([.. secret.Get, .. new byte[32]]);
        byte[] bytes = Signing.Encoded(Signing.Some(new Dice(seed), 2));
        return RecordCodec.Decode(bytes, Signing.Ours, 1, other, new Record()) == RecordStatus.Foreign;
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property A_header_reads_back_and_not_after_a_change(Guid cluster, NonEmptyArray<int> places, ulong seed) =>
        Prop.ForAll(Gen.Elements(TimingPresets.All.ToArray()).ToArbitrary(), timing =>
        {
            byte[] block = new byte[DeviceLayout.BlockSize];
            DeviceHeader header = new(cluster, $"c{seed}", timing);
            DeviceHeaderCodec.Encode(header, Signing.Key, block);
            bool whole = DeviceHeaderCodec.Decode(block, Signing.Key, out DeviceHeader? back) == HeaderStatus.Valid
                && back == header;
            Spoil(block, 512, places.Get, new Dice(seed));
            return whole && DeviceHeaderCodec.Decode(block, Signing.Key, out _) != HeaderStatus.Valid;
        });

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public bool A_slot_reads_back_and_not_after_a_change(byte[] payload, ulong counter, NonEmptyArray<int> places)
    {
        byte[] slot = new byte[Slot.HeaderLength + payload.Length];
        Slot.Encode(slot, counter, payload);
        bool whole = Slot.TryDecode(slot, out ulong read, out int length) && read == counter && length == payload.Length
            && slot.AsSpan(Slot.HeaderLength, length).SequenceEqual(payload);
        Spoil(slot, slot.Length, places.Get, new Dice(counter));
        return whole && !Slot.TryDecode(slot, out _, out _);
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public bool A_state_reads_back(
        uint generation, uint counter, bool maintenance, TimeSpan left, (byte, uint, uint)[] groups)
    {
        PersistentState state = new(generation, counter, maintenance, left,
            [.. groups.Take(64).Select(group => new PersistentGroup(group.Item1, group.Item2, group.Item3))]);
        PersistentState? back = StateFileCodec.Decode(StateFileCodec.Encode(state));
        return back is not null && back.Groups.SequenceEqual(state.Groups)
            && back with { Groups = [] } == state with { Groups = [] };
    }

    // At least one byte becomes another one.
    private static void Spoil(byte[] bytes, int length, int[] places, Dice dice)
    {
        byte[] before = [.. bytes];
        foreach (int place in places)
        {
            bytes[(int)((uint)place % (uint)length)] = (byte)dice.Next();
        }

        if (bytes.AsSpan().SequenceEqual(before))
        {
            bytes[(int)((uint)places[0] % (uint)length)] ^= 1;
        }
    }
}
