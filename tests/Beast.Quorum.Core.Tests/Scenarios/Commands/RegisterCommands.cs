using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Scenarios.Commands;

/// <summary>
/// What happens to the blocks of a register: <c>scribble</c>, <c>spoil</c>, <c>unreadable</c>, <c>wipe</c>,
/// <c>forge</c>, <c>foreign</c>.
/// </summary>
internal static class RegisterCommands
{
    private static readonly TimeSpan SpoilEvery = TimeSpan.FromMilliseconds(5);

    public static void AddTo(Dictionary<string, Action<Arguments>> commands, Stage stage)
    {
        commands["scribble"] = arguments =>
        {
            int node = arguments.Node();
            int newest = Newest(stage.World, node).NewestBlock;
            bool ofNewest = arguments.Has("newest");
            stage.World.Device.Scribble(node, ofNewest ? 1 << newest : Blocks(arguments));
        };
        commands["spoil"] = arguments => Spoil(stage.World, arguments.Node(), Blocks(arguments));
        commands["unreadable"] = arguments =>
        {
            int owner = arguments.Node();
            arguments.OneOf("by");
            stage.World.Device.Unreadable[owner, arguments.Node()] = (byte)Blocks(arguments);
        };
        commands["wipe"] = arguments =>
        {
            int[] nodes = arguments.Nodes();
            string what = arguments.OneOf("register", "state-file", "all");
            foreach (int node in nodes)
            {
                Wipe(stage.World, node, what);
            }
        };
        commands["forge"] = arguments => Forge(stage.World, arguments);
        commands["foreign"] = arguments => Foreign(stage.World, arguments);
    }

    /// <summary>The register of a node as it can be read.</summary>
    public static RingView Newest(World world, int node)
    {
        RingView view = new();
        new RingReader(world.Identity, world.Key).Read(world.Device.Ring(node), 0, node, view);
        return view;
    }

    /// <summary>The sequences in the blocks of a node's register; 0 for those that cannot be read.</summary>
    public static ulong[] Sequences(World world, int node)
    {
        Record record = new();
        return [.. Enumerable.Range(0, DeviceLayout.RingBlocks).Select(block => RecordCodec.Decode(
            world.Device.Block(node, block), world.Identity, node, world.Key, record) == RecordStatus.Valid
                ? record.Sequence
                : 0)];
    }

    private static void Wipe(World world, int node, string what)
    {
        if (what != "state-file")
        {
            world.Device.Wipe(node);
        }

        if (what != "register")
        {
            world.Hosts[node].StateFile = null;
        }
    }

    private static int Blocks(Arguments arguments) => arguments.Named("blocks", -1) is int mask and >= 0 and <= 0xff
        ? mask
        : throw new ScenarioException($"'{arguments.Command}' needs blocks=0x03, bits of the eight blocks");

    /// <summary>Blocks that decay whenever they are written, so that a live node's register stays unsure.</summary>
    private static void Spoil(World world, int node, int mask)
    {
        int valid = mask & ~Newest(world, node).InvalidMask;
        world.Device.Scribble(node, valid);
        world.Queue.After(SpoilEvery, () => Spoil(world, node, mask));
    }

    /// <summary><c>forge 1 claim 1001 [every=100ms times=20]</c>: a record newer than all in the register.</summary>
    private static void Forge(World world, Arguments arguments)
    {
        int node = arguments.Node();
        GroupRole role = Enum.Parse<GroupRole>(
            arguments.OneOf("none", "claim", "own", "releasing", "released"), ignoreCase: true);
        uint epoch = (uint)arguments.Number("an epoch");
        TimeSpan every = arguments.Named("every", TimeSpan.FromMilliseconds(100));
        int times = arguments.Named("times", 1);
        Put(1);

        void Put(int turn)
        {
            ulong sequence = Math.Max(Newest(world, node).Newest.Sequence, 1000UL << 32) + 1;
            Record record = new()
            {
                Node = (byte)node,
                Sequence = sequence,
                TimingFingerprint = world.Identity.TimingFingerprint,
                GroupCount = 1,
            };
            record.Groups[0] = new GroupEntry { Id = 0, Role = role, Epoch = epoch, HighestSeen = epoch };
            Span<byte> block = world.Device.Block(node, turn % DeviceLayout.RingBlocks);
            RecordCodec.Encode(record, world.Identity.ClusterId, world.Key, block);
            if (turn < times)
            {
                world.Queue.After(every, () => Put(turn + 1));
            }
        }
    }

    /// <summary><c>foreign 0 [every=10ms times=3000]</c>: records under another key.</summary>
    private static void Foreign(World world, Arguments arguments)
    {
        int node = arguments.Node();
        TimeSpan every = arguments.Named("every", TimeSpan.FromMilliseconds(10));
        int times = arguments.Named("times", 1);
        RecordKey other = new(new byte[32]);
        Put(1);

        void Put(int turn)
        {
            Record record = new()
            {
                Node = (byte)node,
                Sequence = (ulong)turn,
                TimingFingerprint = world.Identity.TimingFingerprint,
            };
            Span<byte> block = world.Device.Block(node, turn % DeviceLayout.RingBlocks);
            RecordCodec.Encode(record, world.Identity.ClusterId, other, block);
            if (turn < times)
            {
                world.Queue.After(every, () => Put(turn + 1));
            }
        }
    }
}
