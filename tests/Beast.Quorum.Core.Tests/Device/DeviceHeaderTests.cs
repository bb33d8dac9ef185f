using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;

namespace Beast.Quorum.Core.Tests.Device;

public class DeviceHeaderTests
{
    private static readonly RecordKey Key = new(new byte[32]);

    [TestCase(0)]
    [TestCase(864_000_000_000_000)]
    public void Thresholds_up_to_a_thousand_days_are_read(long ticks) =>
        Assert.That(Status(ticks), Is.EqualTo(HeaderStatus.Valid));

    [TestCase(long.MinValue)]
    [TestCase(-1)]
    [TestCase(864_000_000_000_001)]
    [TestCase(long.MaxValue)]
    public void Thresholds_that_would_overflow_a_wait_are_damage_though_signed(long ticks) =>
        Assert.That(Status(ticks), Is.EqualTo(HeaderStatus.Damaged));

    private static HeaderStatus Status(long ticks)
    {
        QuorumTiming timing = TimingPresets.Fast with { Margin = new TimeSpan(ticks) };
        byte[] block = new byte[DeviceLayout.BlockSize];
        DeviceHeaderCodec.Encode(new DeviceHeader(Guid.Empty, "beast", timing), Key, block);
        return DeviceHeaderCodec.Decode(block, Key, out _);
    }
}
