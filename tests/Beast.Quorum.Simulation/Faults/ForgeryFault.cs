using Beast.Quorum.Core.Records;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Faults;

/// <summary>
/// Somebody on the interlink: datagrams are corrupted under way, old ones are sent again, and forged ones come in,
/// unsigned or signed with another key. A record that fails its checks is as if it had not arrived (S8).
/// </summary>
internal sealed class ForgeryFault(Swarm swarm) : Fault(swarm)
{
    private readonly Ref<int> turn = new();
    private readonly RecordKey otherKey = new(new byte[RecordKey.Shortest]);

    public override string Name => "forgery";

    public override void Strike()
    {
        int to = Random.Next(2);
        Interlink link = World.Interlinks[Random.Next(World.Interlinks.Length)];
        switch (Random.Next(3))
        {
            case 0:
                TimeSpan time = AnyTime();
                link.Corrupts = Random.NextDouble();
                World.Excuses.LinkBad(link.Number, time);
                EndAfter(time, turn, Heal);
                break;
            case 1:
                link.Replay(to, Random.Next(Interlink.MostKept));
                break;
            default:
                World.Hosts[to].Daemon?.Receive(link.Number, Forge(1 - to));
                break;
        }
    }

    public override void Heal()
    {
        foreach (Interlink link in World.Interlinks)
        {
            link.Corrupts = 0;
        }
    }

    private byte[] Forge(int from)
    {
        byte[] bytes = new byte[RecordCodec.LongestLength];
        Record record = new()
        {
            Node = (byte)from,
            Sequence = ulong.MaxValue / 2,
            TimingFingerprint = World.Timing.Fingerprint,
            GroupCount = 1,
        };
        record.Groups[0] = new GroupEntry
        {
            Role = (GroupRole)Random.Next(1, (int)GroupRole.Released + 1),
            Epoch = (uint)Random.Next(1, 100),
            Target = GroupEntry.NoTarget,
        };
        bool foreign = Chance(0.5);
        RecordKey key = foreign ? otherKey : World.Key;
        int length = RecordCodec.Encode(record, World.Identity.ClusterId, key, bytes);
        if (!foreign)
        {
            bytes[Random.Next(24, length)] ^= (byte)(1 << Random.Next(8));
        }

        return bytes[..length];
    }
}
