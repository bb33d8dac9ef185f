using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>DESIGN 5.2: unreadable, damaged and foreign registers; late writes.</summary>
public class RegisterTests
{
    [TestCase(0x00, 0)]
    [TestCase(0x10, 0)]
    [TestCase(0x03, 2)]
    [TestCase(0x7f, 7)]
    public void Damaged_blocks_of_a_dead_peer_make_the_survivor_wait_longer_and_not_for_ever(int mask, int factor)
    {
        World world = World.BeginServing();
        world.Run(2);
        TimeSpan died = world.Now;
        world.Hosts[0].PowerOff("test");
        Damage(world, mask);
        TimeSpan peerWait = world.Options.Timing.PeerWait(world.Options.Timing.Watchdog);
        world.Await(() => world.Serves(1), 60, "node 1 serves");
        TimeSpan wait = world.Checker.Takeovers[^1].At - died;
        Assert.That(wait, Is.GreaterThan((factor * peerWait) - TimeSpan.FromMilliseconds(150)));
        Assert.That(wait, Is.LessThan((Math.Max(1, factor) * peerWait) + TimeSpan.FromSeconds(3)));
    }

    [Test]
    public void A_register_with_eight_damaged_blocks_is_never_believed_and_alerted()
    {
        World world = World.BeginServing();
        world.Hosts[0].PowerOff("test");
        Damage(world, 0xff);
        world.Run(300);
        Assert.That(world.Serves(1), Is.False);
        Assert.That(world.Decided<Decision.RegisterUnreadable>(1).Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_block_torn_by_the_power_loss_keeps_nobody_from_serving()
    {
        for (ulong seed = 1; seed < 30; seed++)
        {
            World world = World.BeginServing(new WorldOptions { Seed = seed });
            world.Run(1 + (seed * 0.013));
            world.Hosts[0].PowerOff("test");
            world.Await(() => world.Serves(1), 10, "node 1 serves");
        }
    }

    [Test]
    public void An_owner_renews_although_the_peers_register_is_damaged()
    {
        World world = World.BeginServing();
        world.Hosts[1].PowerOff("test");
        world.Device.Scribble(1, 0xff);
        world.Run(60);
        Assert.That(world.Serves(0));
        Assert.That(world.Decided<Decision.BeginDemotion>(0), Is.Empty);
    }

    [Test]
    public void A_claim_behind_one_unreadable_block_is_seen_in_another()
    {
        for (int block = 0; block < 8; block++)
        {
            World world = World.BeginServing();
            world.Device.Unreadable[1, 0] = (byte)(1 << block);
            world.Hosts[0].Pause(TimeSpan.FromMilliseconds(1040));
            world.Interlinks[0].CutBoth(true);
            world.Run(60);
            Assert.That(world.Serves(0) || world.Serves(1), world.Tail(30));
        }
    }

    [Test]
    public void Foreign_records_in_the_register_are_never_conclusive_and_are_reported_once()
    {
        World world = World.BeginServing();
        world.Hosts[0].PowerOff("test");
        Record record = new() { Node = 0, Sequence = ulong.MaxValue / 2, TimingFingerprint = 1 };
        RecordCodec.Encode(record, world.Identity.ClusterId, world.Key, world.Device.Block(0, 3));
        world.Run(120);
        Assert.That(world.Serves(1), Is.False);
        Assert.That(world.Decided<Decision.ForeignRecord>(1).Count(), Is.EqualTo(1));
    }

    [Test]
    public void Two_daemons_that_reject_each_others_records_never_both_serve()
    {
        World world = World.BeginServing();
        RecordKey other = new(new byte[32]);
        for (int round = 0; round < 3000; round++)
        {
            ulong timing = world.Identity.TimingFingerprint;
            Record record = new() { Node = 0, Sequence = (ulong)round, TimingFingerprint = timing };
            RecordCodec.Encode(record, world.Identity.ClusterId, other, world.Device.Block(0, round % 8));
            world.Interlinks[0].CutBoth(true);
            world.Run(0.01);
        }

        Assert.That(world.Serves(1), Is.False);
        Assert.That(world.Serves(0));
    }

    [Test]
    public void An_own_write_that_lands_late_counts_for_nothing_and_makes_nobody_serve_twice()
    {
        for (int step = 0; step < 20; step++)
        {
            World world = World.BeginServing();
            world.Interlinks[0].CutBoth(true);
            world.Device.Set(0, Access.Hangs);
            world.Await(() => world.Phase(1) == GroupPhase.Confirming, 10, "node 1 publishes own");
            world.Device.Set(1, Access.WritesHang);
            world.Hosts[0].PowerOn();
            world.Device.Set(0, Access.Works);
            world.Run(1.5 + (0.1 * step));
            world.Device.Set(1, Access.Works);
            world.Run(20);
            Assert.That(world.Serves(0) || world.Serves(1), $"step {step}\n{world.Tail(40)}");
        }
    }

    [Test]
    public void A_claim_that_follows_failed_writes_counts_only_from_two_writes_back_to_back()
    {
        World world = World.BeginServing();
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.Phase(1) == GroupPhase.Claiming, 5, "node 1 claims");
        world.Device.Set(1, Access.WritesFail);
        world.Run(10);
        Assert.That(world.Serves(1), Is.False);
        world.Device.Set(1, Access.Works);
        world.Await(() => world.Serves(1), 15, "node 1 serves");
    }

    [Test]
    public void Ownership_needs_two_good_cycles_back_to_back()
    {
        World world = World.BeginServing();
        world.Device.Delay = () => TimeSpan.FromMilliseconds(20);
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.Phase(1) == GroupPhase.Confirming, 10, "node 1 publishes own");
        world.Run(0.045);
        world.Device.Set(1, Access.ReadsFail);
        world.Run(0.04);
        world.Device.Set(1, Access.Works);
        world.Run(0.05);
        Assert.That(world.Phase(1), Is.EqualTo(GroupPhase.Confirming), "one good cycle, a failed one, a good one");
        world.Await(() => world.Serves(1), 2, "node 1 serves");
    }

    [Test]
    public void A_device_slower_than_c_raises_too_slow_and_no_takeover_starts()
    {
        World world = World.BeginServing();
        world.Device.Delay = () => TimeSpan.FromMilliseconds(300);
        world.Run(5);
        world.Hosts[0].PowerOff("test");
        world.Run(30);
        Assert.That(world.Decided<Decision.DeviceSlow>(1), Is.Not.Empty);
        Assert.That(world.Serves(1), Is.False);
        world.Device.Delay = null;
        world.Await(() => world.Serves(1), 10, "node 1 serves once the device is quick");
    }

    [Test]
    public void A_device_just_quicker_than_c_supports_a_takeover()
    {
        World world = World.BeginServing();
        world.Device.Delay = () => TimeSpan.FromMilliseconds(150);
        world.Run(5);
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.Serves(1), 20, "node 1 serves");
    }

    private static void Damage(World world, int mask)
    {
        // The newest record stays readable unless all are damaged.
        Beast.Quorum.Core.Device.RingView view = new();
        world.Hosts[0].Readers[0].Read(world.Device.Ring(0), 0, 0, view);
        int rotated = mask;
        while (mask is not 0 and not 0xff && (rotated & (1 << view.NewestBlock)) != 0)
        {
            rotated = ((rotated << 1) | (rotated >> 7)) & 0xff;
        }

        world.Device.Scribble(0, rotated & ~view.InvalidMask);
    }
}
