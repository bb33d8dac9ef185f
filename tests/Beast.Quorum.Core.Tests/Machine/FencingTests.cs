using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>DESIGN 5.6, step 4.</summary>
public class FencingTests
{
    [Test]
    public void A_fence_that_succeeds_lets_the_claimant_own_before_P_and_not_before_F()
    {
        World world = World.BeginServing(new WorldOptions { CanFence = true, Timing = TimingPresets.Balanced });
        world.Run(2);
        TimeSpan died = world.Now;
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.Serves(1), 10, "node 1 serves");
        TimeSpan wait = world.Checker.Takeovers[^1].At - died;
        QuorumTiming timing = world.Options.Timing;
        Assert.That(wait, Is.LessThan(timing.PeerWait(timing.Watchdog)));
        Assert.That(wait, Is.GreaterThan(timing.FenceWait - timing.Heartbeat));
        Assert.That(world.Fences, Is.EqualTo(1));
    }

    [Test]
    public void A_fence_that_fails_is_followed_by_the_full_wait_if_so_configured()
    {
        World world = World.BeginServing(new WorldOptions { CanFence = true });
        world.Fence = FenceResult.Fails;
        TimeSpan died = world.Now;
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.Serves(1), 10, "node 1 serves");
        TimeSpan peerWait = world.Options.Timing.PeerWait(world.Options.Timing.Watchdog);
        Assert.That(world.Checker.Takeovers[^1].At - died, Is.GreaterThan(peerWait - TimeSpan.FromMilliseconds(150)));
    }

    [Test]
    public void A_fence_that_fails_holds_everything_until_retry_if_so_configured()
    {
        World world = World.BeginServing(new WorldOptions { CanFence = true, OnFenceFailure = FenceFailureRule.Hold });
        world.Fence = FenceResult.Fails;
        world.Hosts[0].PowerOff("test");
        world.Run(60);
        Assert.That(world.Serves(1), Is.False);
        Assert.That(world.Decided<Decision.FencingFailed>(1).Count(), Is.EqualTo(1));
        world.Fence = FenceResult.Works;
        world.Order(1, new OperatorCommand.Retry(3, 0));
        world.Await(() => world.Serves(1), 10, "node 1 serves after retry");
    }

    [Test]
    public void A_fenced_peer_that_speaks_makes_the_claimant_withdraw()
    {
        World world = World.BeginServing(new WorldOptions { CanFence = true });
        world.Fence = FenceResult.Lies;
        world.Interlinks[0].CutBoth(true);
        world.Device.Set(0, Access.Hangs);
        world.Hosts[0].DisarmWatchdog();
        world.Await(() => world.Decided<Decision.PeerFenced>(1).Any(), 10, "the fence says that it worked");
        world.Device.Set(0, Access.Works);
        world.Run(0.05);
        Assert.That(world.Checker.Takeovers, Has.Count.EqualTo(1).Or.Count.EqualTo(2));
    }

    [Test]
    public void An_owner_that_is_only_slow_is_not_fenced()
    {
        World world = World.BeginServing(new WorldOptions { CanFence = true, Timing = TimingPresets.Balanced });
        for (int round = 0; round < 20; round++)
        {
            world.Hosts[0].Pause(TimeSpan.FromMilliseconds(900));
            world.Run(4);
        }

        Assert.That(world.Fences, Is.Zero);
        Assert.That(world.IsSettled(0));
    }

    [Test]
    public void One_fence_serves_the_claims_of_all_groups()
    {
        World world = World.BeginServing(new WorldOptions { CanFence = true, Groups = 5 });
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.ServesAll(1), 10, "node 1 serves all");
        Assert.That(world.Fences, Is.EqualTo(1));
    }

    [Test]
    public void A_peer_that_gave_everything_up_is_not_fenced()
    {
        World world = World.BeginServing(new WorldOptions { CanFence = true });
        world.Order(0, new OperatorCommand.Stop(1));
        world.Await(() => world.Serves(1), 10, "node 1 serves");
        world.Hosts[0].PowerOff("test");
        world.Run(30);
        Assert.That(world.Fences, Is.Zero);
    }
}
