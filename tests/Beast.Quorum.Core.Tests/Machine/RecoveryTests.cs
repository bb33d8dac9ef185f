using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Recovery;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>DESIGN 7: after a takeover from a node that failed, the survivor may hold the last good copy.</summary>
public class RecoveryTests
{
    [Test]
    public void The_pools_are_looked_at_right_after_the_takeover()
    {
        World world = TakenOver(damaged: true);
        TimeSpan served = world.FirstAfter<Decision.Serve>(1, TimeSpan.Zero)!.Value;
        TimeSpan told = world.FirstAfter<Decision.RecoveryNeeded>(1, served)!.Value;
        Assert.That(told - served, Is.LessThan(TimeSpan.FromSeconds(1)));
        Assert.That(Recovery(world)!.Stage, Is.EqualTo(RecoveryStage.Needed));
    }

    [Test]
    public void Nothing_is_asked_about_errors_in_quiet_times()
    {
        World world = World.BeginServing();
        world.Errors[0].Damaged = true;
        world.Run(60);
        Assert.That(world.Hosts[0].Daemon!.Snapshot.Groups[0].Recovery, Is.Null);
    }

    [Test]
    public void A_look_can_be_ordered_at_any_time_and_opens_nothing()
    {
        World world = World.BeginServing();
        world.Errors[0].Damaged = true;
        world.Order(0, new OperatorCommand.Recover(1, 0, RecoveryAction.Look));
        world.Await(() => world.Answered(1) is not null, 5, "the look is answered");
        RecoverySnapshot seen = world.Hosts[0].Daemon!.Snapshot.Groups[0].Recovery!;
        Assert.That(seen.Stage, Is.EqualTo(RecoveryStage.None));
        Assert.That(seen.Pools[0].Condition, Is.EqualTo(PoolCondition.Damaged));
        world.Order(0, new OperatorCommand.Switchover(2, 0, 1));
        world.Await(() => world.Answered(2) is not null, 10, "the move is answered");
        Assert.That(world.Answered(2), Is.True);
    }

    [Test]
    public void A_step_of_a_recovery_starts_only_while_the_lease_leaves_time_to_demote()
    {
        World world = TakenOver(damaged: true);
        world.Behave(1, StepKind.StartScrub, new StepBehaviour(TimeSpan.FromSeconds(5)));
        DaemonProcess daemon = world.Hosts[1].Daemon!;
        Assert.That(daemon.CommandsAllowedUntil(0), Is.EqualTo(Instant.Never));
        world.Order(1, new OperatorCommand.Recover(1, 0, RecoveryAction.Scrub));
        world.Run(1);
        Assert.That(daemon.CommandsAllowedFor(0), Is.Not.Zero);
        TimeSpan left = daemon.Snapshot.Groups[0].LeaseLeft!.Value;
        Instant until = world.Hosts[1].Clock + left - world.Timing.DemoteBudget;
        Assert.That(daemon.CommandsAllowedUntil(0), Is.EqualTo(until));
        world.Await(() => world.Answered(1) is not null, 10, "the scrub is answered");
        Assert.That(world.Answered(1), Is.True);
        Assert.That((daemon.CommandsAllowedFor(0), daemon.CommandsAllowedUntil(0)), Is.EqualTo((0L, Instant.Never)));
    }

    [Test]
    public void While_a_step_runs_no_other_one_is_ordered()
    {
        World world = TakenOver(damaged: true);
        world.Behave(1, StepKind.StartScrub, new StepBehaviour(TimeSpan.FromSeconds(5)));
        world.Order(1, new OperatorCommand.Recover(1, 0, RecoveryAction.Scrub));
        world.Order(1, new OperatorCommand.Recover(2, 0, RecoveryAction.Clear));
        world.Run(1);
        Assert.That(world.Answered(2), Is.False);
    }

    [Test]
    public void A_step_of_which_nothing_is_heard_is_given_up_and_answered()
    {
        World world = TakenOver(damaged: true);
        world.Behave(1, StepKind.StartScrub, new StepBehaviour(TimeSpan.FromHours(1), Killable: false, Heard: false));
        world.Order(1, new OperatorCommand.Recover(1, 0, RecoveryAction.Scrub));
        world.Await(() => world.Answered(1) is not null, 60, "the order is answered");
        Assert.That(world.Answered(1), Is.False);
        Assert.That(world.Serves(1));
    }

    [Test]
    public void A_scrub_that_could_not_be_begun_is_not_waited_for()
    {
        World world = TakenOver(damaged: true);
        world.Behave(1, StepKind.StartScrub, new StepBehaviour(TimeSpan.FromMilliseconds(50), Works: false));
        world.Order(1, new OperatorCommand.Recover(1, 0, RecoveryAction.Scrub));
        world.Run(30);
        Assert.That(world.Answered(1), Is.False);
        world.Order(1, new OperatorCommand.Recover(2, 0, RecoveryAction.Clear));
        world.Run(1);
        Assert.That(world.Answered(2), Is.False, "no scrub has finished");
    }

    [Test]
    public void Errors_that_go_away_without_a_scrub_are_not_mended()
    {
        World world = TakenOver(damaged: true);
        world.Errors[0].Damaged = false;
        world.Run(30);
        Assert.That(Recovery(world)!.Stage, Is.EqualTo(RecoveryStage.Needed), "somebody cleared the counters by hand");
    }

    [Test]
    public void A_look_that_is_lost_with_the_group_is_answered()
    {
        World world = TakenOver(damaged: false);
        world.Hosts[1].LookTime = TimeSpan.FromSeconds(60);
        world.Order(1, new OperatorCommand.Recover(1, 0, RecoveryAction.Look));
        world.Order(1, new OperatorCommand.Switchover(2, 0, 0));
        world.Await(() => world.Answered(1) is not null, 10, "the look is answered");
        Assert.That(world.Answered(1), Is.False);
    }

    private static World TakenOver(bool damaged)
    {
        World world = World.BeginServing(new WorldOptions { BootTime = TimeSpan.FromSeconds(5) });
        world.Errors[0].Damaged = damaged;
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.IsSettled(1), 30, "node 1 serves and node 0 is ready");
        return world;
    }

    private static RecoverySnapshot? Recovery(World world) => world.Hosts[1].Daemon!.Snapshot.Groups[0].Recovery;
}
