using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>S9: losing one path never moves a group and never stops one.</summary>
public class LostPathTests
{
    [Test]
    public void An_interlink_slower_than_the_device_still_renews_an_owner_that_cannot_read()
    {
        for (ulong seed = 1; seed <= 10; seed++)
        {
            World world = World.BeginServing(new WorldOptions
            {
                Seed = seed,
                Timing = TimingPresets.BqCompat,
                LinkDelay = TimeSpan.FromMilliseconds(600),
            });
            world.Device.Set(0, Access.ReadsFail);
            world.Run(300);
            Assert.That(world.Decided<Decision.BeginDemotion>(0), Is.Empty, $"seed {seed}");
            Assert.That(world.Serves(0));
        }
    }

    [Test]
    public void All_interlinks_cut()
    {
        World world = World.BeginServing();
        world.Interlinks[0].CutBoth(true);
        NothingMovesFor(world, 300);
    }

    [TestCase(0)]
    [TestCase(1)]
    public void An_interlink_that_works_one_way_only(int deaf)
    {
        World world = World.BeginServing();
        world.Interlinks[0].Cut[1 - deaf] = true;
        NothingMovesFor(world, 300);
    }

    [TestCase(0, nameof(Access.Fails))]
    [TestCase(1, nameof(Access.Fails))]
    [TestCase(0, nameof(Access.Hangs))]
    [TestCase(1, nameof(Access.Hangs))]
    [TestCase(0, nameof(Access.ReadsFail))]
    [TestCase(1, nameof(Access.ReadsFail))]
    [TestCase(0, nameof(Access.WritesFail))]
    [TestCase(1, nameof(Access.WritesFail))]
    [TestCase(0, nameof(Access.WritesHang))]
    [TestCase(1, nameof(Access.WritesHang))]
    public void The_device_lost_on_one_node(int node, string how)
    {
        World world = World.BeginServing();
        world.Device.Set(node, Enum.Parse<Access>(how));
        NothingMovesFor(world, 300);
        world.Device.Set(node, Access.Works);
        NothingMovesFor(world, 60);
        Assert.That(world.IsSettled(0));
    }

    [TestCase(nameof(Access.Fails))]
    [TestCase(nameof(Access.Hangs))]
    public void The_device_lost_on_both_nodes(string how)
    {
        World world = World.BeginServing();
        world.Device.Set(0, Enum.Parse<Access>(how));
        world.Device.Set(1, Enum.Parse<Access>(how));
        NothingMovesFor(world, 300);
        world.Device.Set(0, Access.Works);
        world.Device.Set(1, Access.Works);
        NothingMovesFor(world, 60);
        Assert.That(world.IsSettled(0));
    }

    [Test]
    public void An_interlink_that_loses_and_doubles_datagrams_while_the_device_is_gone()
    {
        World world = World.BeginServing(new WorldOptions { Interlinks = 2 });
        world.Device.Set(0, Access.Fails);
        world.Device.Set(1, Access.Fails);
        world.Interlinks[0].Loss = 0.3;
        world.Interlinks[1].CutBoth(true);
        world.Interlinks[0].Duplicates = 0.5;
        NothingMovesFor(world, 300);
    }

    [Test]
    public void Each_loss_is_reported_once_and_its_end_too()
    {
        World world = World.BeginServing(new WorldOptions { Timing = TimingPresets.Balanced });
        world.Run(2);
        world.Interlinks[0].CutBoth(true);
        world.Device.Set(0, Access.Fails);
        world.Run(2.5);
        world.Device.Set(0, Access.Works);
        world.Interlinks[0].CutBoth(false);
        world.Run(5);
        Assert.That(world.Decided<Decision.InterlinkLost>(0).Count(), Is.EqualTo(1));
        Assert.That(world.Decided<Decision.InterlinkBack>(0).Count(), Is.EqualTo(1));
        Assert.That(world.Decided<Decision.DeviceLost>(0).Count(), Is.EqualTo(1));
        Assert.That(world.Decided<Decision.DeviceBack>(0).Count(), Is.EqualTo(1));
        Assert.That(world.IsSettled(0));
    }

    [Test]
    public void Every_path_lost_at_once_ends_the_owner_before_the_peer_starts()
    {
        World world = World.BeginServing();
        world.Interlinks[0].CutBoth(true);
        world.Device.Set(0, Access.Fails);
        world.Await(() => world.Serves(1), 20, "node 1 serves");
        Assert.That(world.Serves(0), Is.False);
    }

    [Test]
    public void A_device_lost_at_start_lets_a_node_speak_and_nothing_moves()
    {
        World world = World.BeginServing();
        world.Hosts[1].PowerOff("test");
        world.Run(2);
        world.Device.Set(1, Access.Fails);
        world.Hosts[1].PowerOn();
        NothingMovesFor(world, 60);
        world.Device.Set(1, Access.Works);
        world.Await(() => world.IsSettled(0), 20, "node 1 is a ready standby");
    }

    private static void NothingMovesFor(World world, double seconds)
    {
        int offs = world.Offs.Count;
        world.Run(seconds);
        Assert.That(world.Serves(0), world.Tail(30));
        Assert.That(world.Offs, Has.Count.EqualTo(offs));
        Assert.That(world.Checker.Takeovers, Has.Count.EqualTo(1));
        Assert.That(world.Decided<Decision.BeginDemotion>(0), Is.Empty);
    }
}
