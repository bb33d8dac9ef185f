using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.State;
using Beast.Quorum.Fuzz.Tests.Engine;
using Beast.Quorum.Fuzz.Tests.Targets.Core;

namespace Beast.Quorum.Fuzz.Tests.Targets.Daemon;

/// <summary>What stands inside the state file: a state that a machine can start with, or none.</summary>
internal sealed class StateCodecTarget : FuzzTarget
{
    public override string Name => "state-codec";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        State(0), State(1), State(GroupConfiguration.Most), Recovering(1), Recovering(GroupConfiguration.Most),
    ];

    public override int Longest => 4096;

    public override (long Base, long PerByte) Memory => (64 * 1024, 100);

    public override Depth Run(byte[] input)
    {
        PersistentState? state = StateFileCodec.Decode(input);
        if (state is null)
        {
            return input.Length >= 22 && input[0] is 1 or 2 && input[1] == 0 ? Depth.Looked : Depth.Refused;
        }

        Must(state.Groups.Count <= GroupConfiguration.Most, "more groups than there can be");
        byte[] again = StateFileCodec.Encode(state);
        // Of the flags only one is known.
        again.AsSpan(2, 2).Clear();
        byte[] expected = [.. input];
        expected.AsSpan(2, 2).Clear();
        Must(again.AsSpan().SequenceEqual(expected), "a state does not survive being written again");
        NodeState node = NodeMachine.Create(
            new NodeOptions
            {
                Node = 0,
                BootId = Guid.Empty,
                Incarnation = 1,
                Seed = 1,
                Timing = Signing.Timing,
                Groups = [new GroupConfiguration { Name = "g", Id = 0, Pools = ["p"] }],
                Saved = state,
            },
            Beast.Quorum.Core.Time.Instant.FromMilliseconds(5));
        _ = NodeMachine.Step(node, Beast.Quorum.Core.Time.Instant.FromMilliseconds(6), NodeEvent.Tick);
        return Depth.Accepted;
    }

    private static byte[] State(int groups) => StateFileCodec.Encode(new PersistentState(
        7, 3, true, TimeSpan.FromMinutes(3),
        [.. Enumerable.Range(0, groups).Select(id => new PersistentGroup(id, (uint)id * 3, (uint)id))]));

    private static byte[] Recovering(int groups) => StateFileCodec.Encode(new PersistentState(
        7, 3, true, TimeSpan.FromMinutes(3),
        [.. Enumerable.Range(0, groups).Select(id => new PersistentGroup(
            id, (uint)id * 3, (uint)id, id % 2 == 0 ? new PersistentRecovery(7, 3, ulong.MaxValue, 1) : null))]));
}
