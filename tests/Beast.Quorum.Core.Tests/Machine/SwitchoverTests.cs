using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Device;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>DESIGN 5.9: planned moves.</summary>
public class SwitchoverTests
{
    [Test]
    public void A_group_is_not_released_while_a_command_of_before_may_still_import_its_pool()
    {
        World world = World.Begin(new WorldOptions
        {
            Group = group => group with
            {
                StandbyImport = StandbyImport.ReadOnly,
                StepDeadline = TimeSpan.FromSeconds(2),
            },
        });
        world.Behave(1, StepKind.ImportReadOnly, new StepBehaviour(TimeSpan.FromSeconds(60), Killable: false));
        world.Await(() => world.Serves(0), 20, "node 0 serves");
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.Serves(1), 20, "node 1 serves");
        world.BehaveWell();
        world.Hosts[0].PowerOn();
        world.Await(() => world.IsSettled(1), 20, "node 0 is ready");
        world.Order(1, new OperatorCommand.Switchover(1, 0, 0));
        world.Run(10);
        Assert.That(world.Decided<Decision.Release>(1), Is.Empty, "the old import still runs");
        world.Await(() => world.Serves(0), 60, "it has ended, and node 0 serves");
    }

    [Test]
    public void An_ordered_move_ends_with_the_target_serving_and_is_answered()
    {
        World world = World.BeginServing();
        world.Order(0, new OperatorCommand.Switchover(7, 0, 1));
        world.Await(() => world.IsSettled(1), 10, "node 1 serves and node 0 is ready");
        world.Await(() => world.Answered(7) is not null, 1, "the order is answered");
        Assert.That(world.Answered(7), Is.True);
        Assert.That(world.Offs, Is.Empty);
    }

    [Test]
    public void A_move_takes_less_than_a_lease()
    {
        World world = World.BeginServing();
        TimeSpan began = world.Now;
        world.Order(0, new OperatorCommand.Switchover(7, 0, 1));
        world.Await(() => world.Serves(1), 10, "node 1 serves");
        Assert.That(world.Now - began, Is.LessThan(world.Options.Timing.Lease));
    }

    [Test]
    public void A_release_that_fails_is_rolled_back_and_reported()
    {
        World world = World.BeginServing();
        world.Behave(0, StepKind.ExportPool, new StepBehaviour(TimeSpan.FromMilliseconds(100), Works: false));
        world.Order(0, new OperatorCommand.Switchover(7, 0, 1));
        world.Await(() => world.Answered(7) is not null, 10, "the order is answered");
        Assert.That(world.Answered(7), Is.False);
        Assert.That(world.Serves(0));
        world.Run(10);
        Assert.That(world.IsSettled(0));
        Assert.That(world.Checker.Takeovers, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_move_to_a_peer_that_is_not_ready_is_refused()
    {
        World world = World.BeginServing();
        world.Interlinks[0].CutBoth(true);
        world.Run(5);
        world.Order(0, new OperatorCommand.Switchover(7, 0, 1));
        world.Run(1);
        Assert.That(world.Answered(7), Is.False);
        Assert.That(world.Serves(0));
    }

    [Test]
    public void A_target_that_dies_after_the_release_leaves_the_group_to_the_old_owner()
    {
        World world = World.BeginServing();
        world.Order(0, new OperatorCommand.Switchover(7, 0, 1));
        world.Await(() => world.Decided<Decision.Release>(0).Any(), 5, "node 0 released");
        world.Hosts[1].PowerOff("test");
        world.Await(() => world.Serves(0), 20, "node 0 serves again");
    }

    [Test]
    public void An_owner_that_dies_while_it_releases_is_replaced()
    {
        World world = World.BeginServing();
        world.Behave(0, StepKind.ExportPool, new StepBehaviour(TimeSpan.FromSeconds(1)));
        world.Order(0, new OperatorCommand.Switchover(7, 0, 1));
        world.Run(0.3);
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.Serves(1), 10, "node 1 serves");
    }

    [Test]
    public void A_release_that_reaches_the_end_of_its_lease_becomes_a_demotion()
    {
        World world = World.BeginServing(new WorldOptions { Watchdog = false });
        world.Behave(0, StepKind.ExportPool, new StepBehaviour(TimeSpan.FromMilliseconds(2600)));
        world.Order(0, new OperatorCommand.Switchover(7, 0, 1));
        world.Run(0.2);
        world.Device.Set(0, Access.Hangs);
        world.Interlinks[0].CutBoth(true);
        world.Await(() => world.Decided<Decision.BeginDemotion>(0).Any(), 5, "node 0 demotes");
        Assert.That(world.Answered(7), Is.False);
        world.Await(() => world.Serves(1), 10, "node 1 serves");
    }

    [Test]
    public void A_target_whose_reads_are_not_conclusive_is_not_ready_because_it_could_not_claim()
    {
        World world = World.BeginServing();
        Spoil();
        world.Run(3);
        Assert.That(world.Hosts[0].Daemon!.Snapshot.Groups[0].PeerReady, Is.False);
        world.Hosts[0].ServiceOk = false;
        world.Run(30);
        Assert.That(world.Decided<Decision.BeginSwitchover>(0), Is.Empty);
        Assert.That(world.Serves(0));

        // Three blocks of node 0's register decay whenever they are written.
        void Spoil()
        {
            RingView view = new();
            new RingReader(world.Identity, world.Key).Read(world.Device.Ring(0), 0, 0, view);
            world.Device.Scribble(0, 0x7 & ~view.InvalidMask);
            world.Queue.After(TimeSpan.FromMilliseconds(5), Spoil);
        }
    }
}
