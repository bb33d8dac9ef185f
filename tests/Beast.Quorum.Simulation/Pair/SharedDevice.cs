using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Records;

namespace Beast.Quorum.Simulation.Pair;

/// <summary>How the device treats one node.</summary>
internal enum Access
{
    Works,

    /// <summary>Every request fails after the usual time.</summary>
    Fails,

    /// <summary>Reads fail, writes work.</summary>
    ReadsFail,

    /// <summary>Writes fail, reads work.</summary>
    WritesFail,

    /// <summary>Nothing ends until the access changes; then it is carried out late.</summary>
    Hangs,

    /// <summary>Only writes hang.</summary>
    WritesHang,

    /// <summary>Everything works, <see cref="SharedDevice.SlowBy"/> later.</summary>
    Slow,
}

/// <summary>The quorum device at block level: two rings of eight blocks.</summary>
internal sealed class SharedDevice
{
    private readonly World world;
    private readonly byte[][] rings = [new byte[DeviceLayout.RingBytes], new byte[DeviceLayout.RingBytes]];
    private readonly Access[] access = new Access[2];
    private readonly List<Action>[] hanging = [[], []];

    public SharedDevice(World world)
    {
        this.world = world;
        Initialise(0);
        Initialise(1);
    }

    /// <summary>Blocks, as bits, of the first index's ring that the second index's node cannot read.</summary>
    public byte[,] Unreadable { get; } = new byte[2, 2];

    /// <summary>Blocks that a failed write leaves torn.</summary>
    public bool TearOnFailure { get; set; }

    /// <summary>What a slow request takes longer.</summary>
    public TimeSpan SlowBy { get; set; }

    /// <summary>How long a request takes.</summary>
    public Func<TimeSpan>? Delay { get; set; }

    public Span<byte> Ring(int node) => rings[node];

    public Span<byte> Block(int node, int block) =>
        rings[node].AsSpan(block * DeviceLayout.BlockSize, DeviceLayout.BlockSize);

    /// <summary>Writes an empty record into every block, as <c>device init</c> does.</summary>
    public void Initialise(int node)
    {
        Record empty = new() { Node = (byte)node, TimingFingerprint = world.Identity.TimingFingerprint };
        for (int block = 0; block < DeviceLayout.RingBlocks; block++)
        {
            RecordCodec.Encode(empty, world.Identity.ClusterId, world.Key, Block(node, block));
        }
    }

    public void Wipe(int node) => rings[node].AsSpan().Clear();

    /// <summary>The newest valid record of a ring.</summary>
    public Record Newest(int node)
    {
        RingView view = new();
        world.Hosts[node].Readers[node].Read(rings[node], 0, node, view);
        return view.Newest;
    }

    /// <summary>Whether every block of the ring holds a valid record.</summary>
    public bool IsWhole(int node)
    {
        RingView view = new();
        world.Hosts[node].Readers[node].Read(rings[node], 0, node, view);
        return view.InvalidMask == 0;
    }

    /// <summary>Damages blocks, given as bits.</summary>
    public void Scribble(int node, int mask)
    {
        for (int block = 0; block < DeviceLayout.RingBlocks; block++)
        {
            if ((mask & (1 << block)) != 0)
            {
                Block(node, block)[200] ^= 0xff;
                Block(node, block)[60] ^= 0xff;
            }
        }
    }

    public void Set(int node, Access value)
    {
        access[node] = value;
        if (value is Access.Hangs or Access.WritesHang)
        {
            return;
        }

        List<Action> late = [.. hanging[node]];
        hanging[node].Clear();
        foreach (Action action in late)
        {
            world.Queue.After(Time(node), action);
        }
    }

    /// <summary>Requests of a host that lost its power never end; one that hangs may still land.</summary>
    public void Forget(int node) => hanging[node].Clear();

    public void Write(int node, int block, byte[] bytes, Action<bool> ended)
    {
        Access how = access[node];
        int power = world.Hosts[node].PowerCycle;
        if (how is Access.Hangs or Access.WritesHang)
        {
            hanging[node].Add(Land);
            return;
        }

        world.Queue.After(Time(node), how is Access.Fails or Access.WritesFail ? Fail : Land);

        void Land()
        {
            if (world.Hosts[node].PowerCycle != power)
            {
                return;
            }

            Span<byte> target = Block(node, block);
            target.Clear();
            bytes.CopyTo(target);
            ended(true);
        }

        void Fail()
        {
            if (TearOnFailure)
            {
                bytes.AsSpan(0, Math.Min(100, bytes.Length)).CopyTo(Block(node, block));
            }

            ended(false);
        }
    }

    /// <summary>A write under way when its host loses power: lands, tears, or does not happen.</summary>
    public void PowerLost(int node, int block, byte[] bytes)
    {
        switch (world.Random.Next(4))
        {
            case 0:
                bytes.CopyTo(Block(node, block));
                break;
            case 1:
                Block(node, block)[150] ^= 0xa5;
                break;
        }
    }

    /// <summary>Reads the ring of <paramref name="owner"/>; the answer is null if the read failed.</summary>
    public void Read(int node, int owner, RingReader[] readers, RingView view, Action<RingView?> ended)
    {
        bool fails = access[node] is Access.Fails or Access.ReadsFail
            || System.Numerics.BitOperations.PopCount(Unreadable[owner, node]) > 1;
        if (access[node] == Access.Hangs)
        {
            hanging[node].Add(() => Finish(true));
            return;
        }

        bool early = world.Random.Next(2) == 0;
        if (early && !fails)
        {
            Look();
        }

        world.Queue.After(Time(node), () => Finish(!early));

        void Look() => readers[owner].Read(rings[owner], Unreadable[owner, node], owner, view);

        void Finish(bool look)
        {
            if (look && !fails)
            {
                Look();
            }

            ended(fails ? null : view);
        }
    }

    private TimeSpan Time(int node) => Delay is not null
        ? Delay()
        : (world.Options.DeviceDelay * (0.5 + world.Random.NextDouble()))
            + (access[node] == Access.Slow ? SlowBy : TimeSpan.Zero);
}
