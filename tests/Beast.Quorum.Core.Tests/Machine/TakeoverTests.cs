using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>DESIGN 5.6: an owner loses its power.</summary>
public class TakeoverTests
{
    [Test]
    public void A_takeover_waits_for_the_role_write_of_a_rejoin_that_is_under_way()
    {
        World world = World.Begin(new WorldOptions
        {
            Group = group => group with { StepDeadline = TimeSpan.FromSeconds(20) },
        });
        world.Behave(1, StepKind.GiveRole, new StepBehaviour(TimeSpan.FromSeconds(8)));
        world.Await(() => world.Serves(0), 6, "node 0 serves");
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.Serves(1), 20, "node 1 serves");
        world.Run(9);
        Assert.That(world.Serves(1));
    }

    private static readonly string[] Presets = ["fast", "balanced", "safe", "bq-compat"];

    [TestCaseSource(nameof(Presets))]
    public void The_standby_takes_over_after_P_and_not_before(string preset)
    {
        QuorumTiming timing = TimingPresets.Find(preset)!;
        World world = World.BeginServing(new WorldOptions { Timing = timing });
        world.Run(3.21);
        TimeSpan died = world.Now;
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.Serves(1), 60, "node 1 serves");
        TimeSpan wait = world.Checker.Takeovers[^1].At - died;
        TimeSpan peerWait = timing.PeerWait(timing.Watchdog);
        Assert.That(wait, Is.GreaterThan(peerWait - timing.Heartbeat - TimeSpan.FromMilliseconds(20)));
        Assert.That(wait, Is.LessThanOrEqualTo(peerWait + (4 * timing.Heartbeat)));
    }

    [Test]
    public void An_owner_that_writes_up_to_its_end_is_waited_for_from_its_last_record()
    {
        World world = World.BeginServing();
        world.Run(2);
        world.Hosts[0].PowerOff("test");
        world.Run(world.Options.Timing.Lease.TotalSeconds);
        Assert.That(world.Checker.Takeovers, Has.Count.EqualTo(1), "the old lease may still run");
    }

    [Test]
    public void The_returning_node_rejoins_as_standby_and_nothing_moves_back()
    {
        World world = World.BeginServing();
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.Serves(1), 10, "node 1 serves");
        world.Hosts[0].PowerOn();
        world.Await(() => world.IsSettled(1), 20, "node 0 is a ready standby");
        world.Run(60);
        Assert.That(world.IsSettled(1));
        Assert.That(world.Checker.Takeovers, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_standby_that_goes_off_moves_nothing()
    {
        World world = World.BeginServing();
        world.Hosts[1].PowerOff("test");
        world.Run(60);
        Assert.That(world.Serves(0));
        Assert.That(world.Offs, Has.Count.EqualTo(1));
        Assert.That(world.Checker.Takeovers, Has.Count.EqualTo(1));
    }

    [Test]
    public void Owners_that_die_in_turn_are_replaced_in_turn_with_growing_epochs()
    {
        World world = World.BeginServing();
        for (int round = 0; round < 6; round++)
        {
            int owner = round % 2;
            world.Hosts[owner].PowerOff("test");
            world.Await(() => world.Serves(1 - owner), 10, "the other one serves");
            world.Hosts[owner].PowerOn();
            world.Await(() => world.IsSettled(1 - owner), 20, "the old owner is back");
        }

        Assert.That(world.Checker.Takeovers.Select(takeover => takeover.Epoch), Is.Ordered.Ascending);
        Assert.That(world.Checker.Takeovers, Has.Count.EqualTo(7));
    }

    [Test]
    public void Clocks_that_drift_apart_by_the_allowed_amount_do_no_harm()
    {
        World world = World.BeginServing(new WorldOptions { Drift0 = -0.01, Drift1 = 0.01 });
        world.Device.Set(0, Access.Fails);
        world.Interlinks[0].CutBoth(true);
        world.Await(() => world.Serves(1), 20, "node 1 serves");
        Assert.That(world.Serves(0), Is.False);
    }

    [Test]
    public void Without_a_watchdog_an_owner_cut_off_from_everything_still_stops_in_time()
    {
        World world = World.BeginServing(new WorldOptions { Watchdog = false });
        world.Device.Set(0, Access.Hangs);
        world.Interlinks[0].CutBoth(true);
        world.Await(() => world.Serves(1), 20, "node 1 serves");
    }
}
