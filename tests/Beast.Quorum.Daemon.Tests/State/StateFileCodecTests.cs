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
        payload[0] = 3;
        Assert.That(StateFileCodec.Decode(payload), Is.Null);
    }

    [Test]
    public void A_recovery_is_written_in_a_version_of_its_own_and_read_again()
    {
        PersistentState recovering = Full with
        {
            Groups =
            [
                Full.Groups[0] with { Recovery = new PersistentRecovery(7, 1, 3, ulong.MaxValue) }, Full.Groups[1],
            ],
        };
        byte[] payload = StateFileCodec.Encode(recovering);
        Assert.That(payload[0], Is.EqualTo(StateFileCodec.RecoveryVersion));
        Assert.That(StateFileCodec.Decode(payload)!.Groups, Is.EqualTo(recovering.Groups));
        Assert.That(StateFileCodec.Encode(Full)[0], Is.EqualTo(StateFileCodec.Version),
            "a former program reads what has no recovery");
    }

    [Test]
    public void The_largest_state_with_recoveries_fits_a_slot()
    {
        PersistentState recovering = Full with
        {
            Groups = [.. Full.Groups.Select(group => group with { Recovery = new PersistentRecovery(1, 2, 3, 4) })],
        };
        Assert.That(StateFileCodec.Encode(recovering), Has.Length.LessThan(StateFileCodec.SlotSize - 64));
    }
}
