using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Records;
using FsCheck;
using FsCheck.Fluent;

namespace Beast.Quorum.Core.Tests.Records;

/// <summary>DESIGN 5.1 and S8: the bytes of a record.</summary>
public class RecordCodecTests
{
    private static readonly RecordKey Key = new(Enumerable.Range(0, 32).Select(value => (byte)value).ToArray());
    private static readonly ClusterIdentity Ours = new(Guid.Parse("11111111-2222-4333-8444-555555555555"), 77);

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Every_field_survives_the_way() => Prop.ForAll(SomeRecord.Arbitrary(), record =>
    {
        byte[] bytes = Encoded(record);
        Record back = new();
        return RecordCodec.Decode(bytes, Ours, record.Node, Key, back) == RecordStatus.Valid
            && SomeRecord.Describe(back) == SomeRecord.Describe(record);
    });

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Arbitrary_bytes_are_never_a_record(byte[] bytes)
    {
        RecordStatus status = RecordCodec.Decode(bytes, Ours, 0, Key, new Record());
        return (status != RecordStatus.Valid).ToProperty();
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(64)]
    public void Each_single_bit_that_is_flipped_makes_it_invalid_or_foreign(int groups)
    {
        byte[] bytes = Encoded(SomeRecord.With(groups));
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            RecordStatus status = RecordCodec.Decode(bytes, Ours, 0, Key, new Record());
            Assert.That(status, Is.Not.EqualTo(RecordStatus.Valid), $"bit {bit}");
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Test]
    public void Every_shorter_piece_is_invalid()
    {
        byte[] bytes = Encoded(SomeRecord.With(3));
        for (int length = 0; length < bytes.Length; length++)
        {
            RecordStatus status = RecordCodec.Decode(bytes.AsSpan(0, length), Ours, 0, Key, new Record());
            Assert.That(status, Is.EqualTo(RecordStatus.Invalid), $"{length} bytes");
        }
    }

    [Test]
    public void Bytes_behind_the_record_do_not_count()
    {
        byte[] block = new byte[DeviceLayout.BlockSize];
        Encoded(SomeRecord.With(3)).CopyTo(block, 0);
        block[^1] = 9;
        Assert.That(RecordCodec.Decode(block, Ours, 0, Key, new Record()), Is.EqualTo(RecordStatus.Valid));
    }

    [Test]
    public void The_longest_record_fits_a_datagram_and_a_block()
    {
        byte[] bytes = Encoded(SomeRecord.With(64));
        Assert.That(bytes, Has.Length.EqualTo(RecordCodec.LongestLength));
        Assert.That(RecordCodec.LongestLength, Is.LessThanOrEqualTo(1400));
    }

    [Test]
    public void What_tells_whose_record_it_is_lies_in_the_first_sector()
    {
        byte[] bytes = Encoded(SomeRecord.With(64));
        bytes.AsSpan(512).Clear();
        Assert.That(RecordCodec.Decode(bytes, Ours, 0, Key, new Record()), Is.EqualTo(RecordStatus.Invalid), "torn");
        ClusterIdentity other = Ours with { ClusterId = Guid.Empty };
        Assert.That(RecordCodec.Decode(bytes, other, 0, Key, new Record()), Is.EqualTo(RecordStatus.Foreign));
    }

    [Test]
    public void Another_version_cluster_key_timing_or_node_is_foreign()
    {
        byte[] bytes = Encoded(SomeRecord.With(1));
        byte[] version = [.. bytes];
        version[4]++;
        RecordKey otherKey = new(new byte[32]);
        Assert.Multiple(() =>
        {
            Assert.That(Status(version, Ours, 0, Key), Is.EqualTo(RecordStatus.Foreign), "version");
            Assert.That(Status(bytes, Ours with { ClusterId = Guid.Empty }, 0, Key), Is.EqualTo(RecordStatus.Foreign));
            Assert.That(Status(bytes, Ours, 0, otherKey), Is.EqualTo(RecordStatus.Foreign), "key");
            Assert.That(Status(bytes, Ours with { TimingFingerprint = 78 }, 0, Key), Is.EqualTo(RecordStatus.Foreign));
            Assert.That(Status(bytes, Ours, 1, Key), Is.EqualTo(RecordStatus.Foreign), "node");
        });
    }

    [TestCase(long.MinValue)]
    [TestCase(-1)]
    [TestCase(864_000_000_000_001)]
    [TestCase(long.MaxValue)]
    public void Durations_that_would_overflow_a_wait_or_shorten_it_are_refused_though_signed(long ticks)
    {
        Record watchdog = SomeRecord.With(1);
        watchdog.Watchdog = new TimeSpan(ticks);
        Record stopping = SomeRecord.With(1);
        stopping.StoppingFor = new TimeSpan(ticks);
        Assert.That(Status(Encoded(watchdog), Ours, 0, Key), Is.EqualTo(RecordStatus.Invalid));
        Assert.That(Status(Encoded(stopping), Ours, 0, Key), Is.EqualTo(RecordStatus.Invalid));
    }

    [Test]
    public void A_record_that_fails_leaves_the_target_as_it_was()
    {
        byte[] bytes = Encoded(SomeRecord.With(2));
        bytes[90] ^= 1;
        Record target = SomeRecord.With(5);
        string before = SomeRecord.Describe(target);
        RecordCodec.Decode(bytes, Ours, 0, Key, target);
        Assert.That(SomeRecord.Describe(target), Is.EqualTo(before));
    }

    [Test]
    public void A_key_that_is_too_short_is_refused() =>
        Assert.That(() => new RecordKey(new byte[31]), Throws.ArgumentException.With.Message.Contains("31"));

    private static RecordStatus Status(byte[] bytes, ClusterIdentity cluster, int node, RecordKey key) =>
        RecordCodec.Decode(bytes, cluster, node, key, new Record());

    private static byte[] Encoded(Record record)
    {
        byte[] bytes = new byte[RecordCodec.LongestLength];
        return bytes[..RecordCodec.Encode(record, Ours.ClusterId, Key, bytes)];
    }
}
