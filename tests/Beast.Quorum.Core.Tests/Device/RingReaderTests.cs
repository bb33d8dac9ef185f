using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Tests.Device;

/// <summary>DESIGN 5.2: rings and the header.</summary>
public class RingReaderTests
{
    private static readonly RecordKey Key = new(new byte[32]);
    private static readonly ClusterIdentity Cluster = new(Guid.Parse("11111111-2222-4333-8444-555555555555"), 77);
    private readonly RingView view = new();
    private readonly RingReader reader = new(Cluster, Key);

    [Test]
    public void The_newest_record_wins_wherever_it_stands()
    {
        for (int newest = 0; newest < 8; newest++)
        {
            byte[] ring = Ring(block => (ulong)(100 + ((block - newest + 7) % 8)));
            reader.Read(ring, 0, 0, view);
            Assert.That(view.NewestBlock, Is.EqualTo(newest));
            Assert.That(view.Newest.Sequence, Is.EqualTo(107));
            Assert.That(view.InvalidCount, Is.Zero);
        }
    }

    [Test]
    public void An_initialised_ring_is_valid_and_empty()
    {
        reader.Read(Ring(_ => 0), 0, 0, view);
        Assert.That(view.HasRecord);
        Assert.That(view.Newest.IsEmpty);
        Assert.That(view.NewestBlock, Is.EqualTo(7), "so the first write goes to block 0");
    }

    [Test]
    public void A_wiped_ring_has_eight_invalid_blocks_and_no_record()
    {
        reader.Read(new byte[DeviceLayout.RingBytes], 0, 0, view);
        Assert.That(view.HasRecord, Is.False);
        Assert.That(view.InvalidCount, Is.EqualTo(8));
        Assert.That(view.ForeignMask, Is.Zero);
    }

    [Test]
    public void Torn_and_unreadable_blocks_are_invalid_and_the_rest_counts()
    {
        byte[] ring = Ring(block => (ulong)(1 + block));
        ring[(7 * DeviceLayout.BlockSize) + 60] ^= 1;
        reader.Read(ring, 0x40, 0, view);
        Assert.That(view.InvalidMask, Is.EqualTo(0xc0));
        Assert.That(view.Newest.Sequence, Is.EqualTo(6));
    }

    [Test]
    public void The_ring_of_the_wrong_node_is_foreign()
    {
        reader.Read(Ring(block => (ulong)(1 + block)), 0, 1, view);
        Assert.That(view.HasRecord, Is.False);
        Assert.That(view.ForeignMask, Is.EqualTo(0xff));
    }

    [Test]
    public void The_hash_changes_with_any_byte_of_an_invalid_block_and_with_no_other()
    {
        byte[] ring = Ring(block => (ulong)(1 + block));
        ring[60] ^= 1;
        reader.Read(ring, 0, 0, view);
        ulong before = view.InvalidHash;
        ring[DeviceLayout.BlockSize - 1] ^= 1;
        reader.Read(ring, 0, 0, view);
        Assert.That(view.InvalidHash, Is.Not.EqualTo(before), "the last byte of the invalid block");
        before = view.InvalidHash;
        ring[(2 * DeviceLayout.BlockSize) - 1] ^= 1;
        reader.Read(ring, 0, 0, view);
        Assert.That(view.InvalidHash, Is.EqualTo(before), "a byte behind a valid record");
        reader.Read(ring, 0x10, 0, view);
        Assert.That(view.InvalidHash, Is.Not.EqualTo(before), "another block became unreadable");
    }

    [Test]
    public void A_header_comes_back_as_it_was_written()
    {
        byte[] block = new byte[DeviceLayout.BlockSize];
        foreach (QuorumTiming timing in TimingPresets.All)
        {
            DeviceHeader header = new(Guid.Parse("00000000-0000-4000-8000-000000000001"), "größte Zelle", timing);
            DeviceHeaderCodec.Encode(header, Key, block);
            Assert.That(DeviceHeaderCodec.Decode(block, Key, out DeviceHeader? back), Is.EqualTo(HeaderStatus.Valid));
            Assert.That(back, Is.EqualTo(header));
        }
    }

    [Test]
    public void Each_single_bit_of_a_header_that_is_flipped_is_noticed()
    {
        byte[] block = new byte[DeviceLayout.BlockSize];
        DeviceHeaderCodec.Encode(new DeviceHeader(Guid.Empty, "pair", TimingPresets.Fast), Key, block);
        for (int bit = 0; bit < 512 * 8; bit++)
        {
            block[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(DeviceHeaderCodec.Decode(block, Key, out _), Is.Not.EqualTo(HeaderStatus.Valid), $"bit {bit}");
            block[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Test]
    public void A_header_says_what_is_wrong_with_it()
    {
        byte[] block = new byte[DeviceLayout.BlockSize];
        Assert.That(DeviceHeaderCodec.Decode(block, Key, out _), Is.EqualTo(HeaderStatus.Absent));
        DeviceHeaderCodec.Encode(new DeviceHeader(Guid.Empty, "pair", TimingPresets.Fast), Key, block);
        RecordKey other = new(Enumerable.Repeat((byte)1, 32).ToArray());
        Assert.That(DeviceHeaderCodec.Decode(block, other, out _), Is.EqualTo(HeaderStatus.OtherKey));
        block[4]++;
        Assert.That(DeviceHeaderCodec.Decode(block, Key, out _), Is.EqualTo(HeaderStatus.OtherVersion));
        block[4]--;
        block[300] ^= 1;
        Assert.That(DeviceHeaderCodec.Decode(block, Key, out _), Is.EqualTo(HeaderStatus.Damaged));
        string name = new('x', 65);
        Assert.That(
            () => DeviceHeaderCodec.Encode(new DeviceHeader(Guid.Empty, name, TimingPresets.Fast), Key, block),
            Throws.ArgumentException);
    }

    private static byte[] Ring(Func<int, ulong> sequence)
    {
        byte[] ring = new byte[DeviceLayout.RingBytes];
        for (int block = 0; block < 8; block++)
        {
            Record record = new() { Node = 0, Sequence = sequence(block), TimingFingerprint = 77 };
            RecordCodec.Encode(record, Cluster.ClusterId, Key, ring.AsSpan(block * DeviceLayout.BlockSize));
        }

        return ring;
    }
}
