using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.State;

namespace Beast.Quorum.Daemon.Tests.State;

public sealed class StateFileCodecTests
{
    private static readonly PersistentState Full = new(
        uint.MaxValue, 7, true, TimeSpan.FromMinutes(3),
        [.. Enumerable.Range(0, 64).Select(id => new PersistentGroup(id, uint.MaxValue - (uint)id, (uint)id))]);

    [Test]
    public void What_is_written_is_read_again()
    {
        PersistentState read = StateFileCodec.Decode(StateFileCodec.Encode(Full))!;
        Assert.Multiple(() =>
        {
            Assert.That(read with { Groups = Full.Groups }, Is.EqualTo(Full));
            Assert.That(read.Groups, Is.EqualTo(Full.Groups));
        });
    }

    [Test]
    public void The_largest_state_fits_a_slot() =>
        Assert.That(StateFileCodec.Encode(Full), Has.Length.LessThan(StateFileCodec.SlotSize - 64));

    [Test]
    public void Every_other_length_is_refused([Range(0, 30)] int length)
    {
        byte[] payload = StateFileCodec.Encode(Full with { Groups = [new PersistentGroup(1, 2, 3)] });
        byte[] other = new byte[length];
        payload.AsSpan(0, Math.Min(length, payload.Length)).CopyTo(other);
        Assert.That(StateFileCodec.Decode(other), Is.Null);
    }

    [Test]
    public void Another_version_is_refused()
    {
        byte[] payload = StateFileCodec.Encode(Full);
        payload[0] = 2;
        Assert.That(StateFileCodec.Decode(payload), Is.Null);
    }
}
