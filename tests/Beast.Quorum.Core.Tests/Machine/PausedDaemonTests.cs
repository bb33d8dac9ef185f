using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>DESIGN 3 and 5.7: a daemon that stands still, dies, or is killed.</summary>
public class PausedDaemonTests
{
    [TestCase(0.5)]
    [TestCase(0.9)]
    [TestCase(1.2)]
    [TestCase(1.9)]
    [TestCase(2.5)]
    [TestCase(3.3)]
    [TestCase(4.0)]
    [TestCase(6.0)]
    public void A_paused_owner_never_serves_beside_its_successor(double seconds)
    {
        World world = World.BeginServing();
        world.Run(1.03);
        world.Hosts[0].Pause(TimeSpan.FromSeconds(seconds));
        world.Run(30);
        bool reset = world.Offs.Any(off => off.Node == 0 && off.Reason == "watchdog");
        TimeSpan watchdog = world.Options.Timing.Watchdog;
        Assert.That(reset, Is.EqualTo(TimeSpan.FromSeconds(seconds) > watchdog), world.Tail(30));
        Assert.That(world.Serves(reset ? 1 : 0), world.Tail(30));
    }

    [Test]
    public void A_paused_owner_without_a_watchdog_resets_its_host_when_it_wakes_after_its_lease()
    {
        // Nothing but a watchdog or a fence can stop it before: double serving is the documented risk, so no peer here.
        World world = World.BeginServing(new WorldOptions { Watchdog = false });
        world.Hosts[1].PowerOff("test");
        world.Hosts[0].Pause(TimeSpan.FromSeconds(4));
        world.Run(5);
        Assert.That(world.Offs[^1].Node, Is.Zero);
        Assert.That(world.Offs[^1].Reason, Does.StartWith("self-fence"));
    }

    [Test]
    public void A_claimant_paused_while_it_confirms_withdraws_and_does_not_reset_its_host()
    {
        for (int step = 0; step < 30; step++)
        {
            World world = World.BeginServing();
            world.Hosts[0].PowerOff("test");
            world.Await(() => world.Phase(1) == GroupPhase.Confirming, 20, "node 1 confirms");
            world.Run(0.001 * step);
            if (world.Phase(1) != GroupPhase.Confirming)
            {
                Assert.That(step, Is.Positive);
                break;
            }

            world.Hosts[1].Pause(TimeSpan.FromSeconds(4));
            world.Await(() => world.Serves(1), 30, $"node 1 serves (step {step})");
            Assert.That(world.Decided<Decision.WithdrawClaim>(1).Count(), Is.EqualTo(1), $"step {step}");
            Assert.That(world.Offs, Has.Count.EqualTo(1), $"step {step}\n{world.Tail(30)}");
        }
    }

    [Test]
    public void A_daemon_paused_while_it_adopts_adopts_nothing_after_a_lease()
    {
        for (int step = 0; step < 40; step++)
        {
            World world = World.BeginServing(new WorldOptions { Watchdog = false });
            world.Hosts[1].PowerOff("test");
            world.Hosts[0].Kill();
            world.Hosts[0].StartDaemon();
            world.Await(() => world.Phase(0) == GroupPhase.Adopting, 10, "node 0 adopts");
            world.Run(0.001 * step);
            bool adopting = world.Phase(0) == GroupPhase.Adopting;
            world.Hosts[0].Pause(TimeSpan.FromSeconds(4));
            world.Run(5);
            Assert.That(world.Offs, Has.Count.EqualTo(2), $"step {step}\n{world.Tail(30)}");
            Assert.That(
                adopting && world.Decided<Decision.Adopt>(0).Any(), Is.False, $"step {step}\n{world.Tail(30)}");
        }
    }

    [Test]
    public void A_paused_standby_harms_nobody()
    {
        World world = World.BeginServing();
        world.Hosts[1].Pause(TimeSpan.FromSeconds(20));
        world.Run(60);
        Assert.That(world.IsSettled(0));
        Assert.That(world.Checker.Takeovers, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_killed_daemon_that_is_started_again_adopts_what_it_finds()
    {
        World world = World.BeginServing();
        world.Hosts[0].Kill();
        world.Run(0.2);
        world.Hosts[0].StartDaemon();
        world.Await(() => world.IsSettled(0), 10, "node 0 serves on");
        Assert.That(world.Decided<Decision.Adopt>(0).Count(), Is.EqualTo(1));
        world.Run(30);
        Assert.That(world.Offs, Is.Empty);
        Assert.That(world.Checker.Takeovers, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_killed_daemon_that_nobody_starts_costs_its_host_a_reset_before_the_peer_takes_over()
    {
        World world = World.BeginServing();
        world.Hosts[0].Kill();
        TimeSpan killed = world.Now;
        world.Await(() => world.Serves(1), 20, "node 1 serves");
        Assert.That(world.Offs.Single().Reason, Is.EqualTo("watchdog"));
        Assert.That(world.Offs.Single().At - killed, Is.LessThan(world.Options.Timing.Lease));
    }

    [TestCase(0.4)]
    [TestCase(0.9)]
    [TestCase(1.05)]
    public void A_daemon_restarted_late_never_serves_beside_its_successor(double seconds)
    {
        World world = World.BeginServing(new WorldOptions { BootTime = TimeSpan.FromSeconds(20) });
        world.Hosts[0].Kill();
        world.Run(seconds);
        world.Hosts[0].StartDaemon();
        world.Await(() => world.IsSettled(0) || world.IsSettled(1), 60, "somebody serves");
    }

    [Test]
    public void A_claimant_that_is_paused_between_its_last_read_and_own_does_not_take_what_is_served()
    {
        for (int step = 0; step < 40; step++)
        {
            // The owner comes back at a moment that sweeps over the end of P.
            World world = World.BeginServing(new WorldOptions { BootTime = TimeSpan.FromSeconds(5) });
            world.Interlinks[0].CutBoth(true);
            world.Device.Set(0, Access.Hangs);
            world.Run(3.2 + (step * 0.01));
            world.Hosts[1].Pause(TimeSpan.FromSeconds(2));
            world.Device.Set(0, Access.Works);
            world.Run(40);
            Assert.That(world.Serves(0) || world.Serves(1), $"step {step}\n{world.Tail(40)}");
        }
    }

    [Test]
    public void A_stuck_import_of_a_killed_daemon_keeps_the_next_daemon_waiting()
    {
        World world = World.Begin(new WorldOptions { Watchdog = false });
        world.Behave(0, StepKind.ImportPool, new StepBehaviour(TimeSpan.FromSeconds(6)));
        world.Await(() => world.Phase(0) == GroupPhase.TakingOver, 10, "node 0 takes over");
        world.Hosts[0].Kill();
        world.Hosts[1].PowerOff("test");
        world.Hosts[0].StartDaemon();
        world.BehaveWell();
        world.Run(40);
        Assert.That(world.Checker.Shown(0, 0).Role, Is.Not.EqualTo(GroupRole.Claim));
    }
}
