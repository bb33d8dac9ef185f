using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>Plans that fail or hang (DESIGN 5.6 end, 5.7, S10).</summary>
public class FailedPlanTests
{
    private static readonly StepBehaviour Fails = new(TimeSpan.FromMilliseconds(50), Works: false);

    [Test]
    public void A_takeover_that_fails_here_is_unwound_and_the_peer_takes_over()
    {
        World world = World.Begin();
        world.Behave(0, StepKind.ImportPool, Fails);
        world.Await(() => world.Serves(1), 20, "node 1 serves");
        Assert.That(world.Decided<Decision.FailTakeover>(0).Count(), Is.EqualTo(1));
        Assert.That(world.Offs, Is.Empty);
        world.Run(60);
        Assert.That(world.Serves(1), "node 0 does not try again by itself");
    }

    [Test]
    public void After_a_failure_on_each_node_nothing_more_happens_until_an_operator_says_retry()
    {
        World world = World.Begin();
        world.Behave(0, StepKind.ImportPool, Fails);
        world.Behave(1, StepKind.ImportPool, Fails);
        world.Run(120);
        Assert.That(world.Decided<Decision.FailTakeover>(0).Count(), Is.EqualTo(1));
        Assert.That(world.Decided<Decision.FailTakeover>(1).Count(), Is.EqualTo(1));
        Assert.That(world.Decided<Decision.GiveUp>(1).Count(), Is.EqualTo(1));
        world.BehaveWell();
        world.Order(0, new OperatorCommand.Retry(9, 0));
        world.Await(() => world.Serves(0), 20, "node 0 serves after retry");
        Assert.That(world.Answered(9), Is.True);
    }

    [Test]
    public void A_hung_import_ends_with_the_reset_of_the_host_when_the_peer_is_ready()
    {
        World world = World.Begin(ShortSteps());
        world.Behave(0, StepKind.ImportPool, new StepBehaviour(TimeSpan.FromHours(1), Killable: false));
        world.Await(() => world.Serves(1), 30, "node 1 serves");
        Assert.That(world.Offs.Single().Reason, Does.StartWith("self-fence"));
    }

    [Test]
    public void While_an_import_that_cannot_be_killed_runs_nothing_is_called_released()
    {
        World world = World.Begin(ShortSteps());
        world.Interlinks[0].CutBoth(true);
        world.Behave(0, StepKind.ImportPool, new StepBehaviour(TimeSpan.FromSeconds(40), Killable: false));
        world.Run(30);
        Assert.That(world.Checker.Shown(0, 0).Role, Is.EqualTo(GroupRole.Releasing));
        Assert.That(world.Serves(1), Is.False);
    }

    [Test]
    public void The_end_of_another_hung_command_says_nothing_of_a_hung_import()
    {
        World world = World.Begin(ShortSteps());
        world.Interlinks[0].CutBoth(true);
        world.Behave(0, StepKind.ImportPool, new StepBehaviour(TimeSpan.FromSeconds(60), Killable: false));
        world.Behave(0, StepKind.ExportPool, new StepBehaviour(TimeSpan.FromSeconds(3), Killable: false));
        world.Run(15);
        world.Behave(0, StepKind.ExportPool, new StepBehaviour(TimeSpan.FromMilliseconds(50)));
        world.Run(15);
        Assert.That(world.Checker.Shown(0, 0).Role, Is.EqualTo(GroupRole.Releasing));
        Assert.That(world.Serves(1), Is.False);
    }

    [Test]
    public void A_pool_imported_by_a_step_that_was_given_up_is_exported_before_the_group_is_released()
    {
        World world = World.Begin(ShortSteps());
        world.Interlinks[0].CutBoth(true);
        world.Behave(0, StepKind.ImportPool, new StepBehaviour(
            TimeSpan.FromSeconds(20), Killable: false, Heard: false));
        world.Await(() => world.Decided<Decision.Release>(0).Any(), 60, "node 0 gives the group up");
        Assert.That(world.Hosts[0].Pools[0].Import, Is.EqualTo(ImportState.NotImported));
        world.Await(() => world.Serves(1), 30, "node 1 serves");
        Assert.That(world.Offs, Is.Empty);
    }

    [Test]
    public void An_import_that_ends_late_is_undone_before_the_group_is_released()
    {
        World world = World.Begin(ShortSteps() with { Timing = TimingPresets.Balanced });
        world.Interlinks[0].CutBoth(true);
        world.Behave(0, StepKind.ImportPool, new StepBehaviour(TimeSpan.FromSeconds(4), Killable: false));
        world.Await(() => world.Serves(1), 40, "node 1 serves after node 0 gave up");
        Assert.That(world.Offs, Is.Empty);
    }

    [Test]
    public void A_role_write_that_cannot_be_killed_keeps_the_group_from_being_called_released()
    {
        World world = World.Begin(ShortSteps());
        world.Interlinks[0].CutBoth(true);
        world.Behave(0, StepKind.TakeRole, new StepBehaviour(TimeSpan.FromSeconds(40), Killable: false));
        world.Run(30);
        Assert.That(world.Checker.Shown(0, 0).Role, Is.EqualTo(GroupRole.Releasing));
    }

    [Test]
    public void A_demotion_that_hangs_ends_with_the_reset_of_the_host()
    {
        World world = World.BeginServing(new WorldOptions { Watchdog = false });
        world.Behave(0, StepKind.ExportPool, new StepBehaviour(TimeSpan.FromHours(1), Killable: false));
        world.Device.Set(0, Access.Fails);
        world.Interlinks[0].CutBoth(true);
        world.Await(() => world.Serves(1), 20, "node 1 serves");
        Assert.That(world.Offs.Single().Reason, Does.StartWith("self-fence"));
    }

    [Test]
    public void A_pool_that_is_still_there_after_its_export_is_not_called_released()
    {
        World world = World.BeginServing();
        world.Behave(0, StepKind.VerifyPoolGone, Fails);
        world.Order(0, new OperatorCommand.Switchover(7, 0, 1));
        world.Await(() => world.Answered(7) is not null, 10, "the order is answered");
        Assert.That(world.Answered(7), Is.False);
        Assert.That(world.Decided<Decision.Release>(0), Is.Empty);
        Assert.That(world.Serves(0));
    }

    [Test]
    public void A_plan_that_outlasts_the_lease_stops_after_its_step_and_is_unwound()
    {
        World world = World.Begin(new WorldOptions { Watchdog = false });
        world.Behave(0, StepKind.ImportPool, new StepBehaviour(TimeSpan.FromMilliseconds(2200)));
        world.Await(() => world.Phase(0) == GroupPhase.TakingOver, 10, "node 0 takes over");
        world.Device.Set(0, Access.Hangs);
        world.Interlinks[0].CutBoth(true);
        world.Run(2.9);
        Assert.That(world.Hosts[0].Pools[0].Primary, Is.False, "no step began after t + L - d");
        Assert.That(world.Hosts[0].Pools[0].Import, Is.EqualTo(ImportState.NotImported));
        world.Await(() => world.Serves(1), 10, "node 1 serves");
        Assert.That(world.Offs, Is.Empty);
    }

    [Test]
    public void A_step_of_a_plan_that_was_called_off_may_not_try_again_although_the_demotion_may_run_commands()
    {
        World world = World.Begin(new WorldOptions { Watchdog = false });
        world.Behave(0, StepKind.ImportPool, new StepBehaviour(TimeSpan.FromMilliseconds(2500)));
        world.Await(() => world.Phase(0) == GroupPhase.TakingOver, 10, "node 0 takes over");
        Assert.That(world.Hosts[0].Daemon!.CommandsAllowedFor(0), Is.Not.Zero);
        world.Device.Set(0, Access.Hangs);
        world.Interlinks[0].CutBoth(true);
        world.Await(() => world.Phase(0) == GroupPhase.Demoting, 10, "node 0 demotes");
        Assert.That(world.Hosts[0].Commands.Running, Is.Positive, "the import still runs");
        Assert.That(world.Hosts[0].Daemon!.CommandsAllowedFor(0), Is.Zero);
    }

    [Test]
    public void A_watchdog_that_cannot_be_armed_stops_a_takeover_before_its_first_command()
    {
        World world = World.Begin();
        world.Hosts[0].WatchdogFails = true;
        world.Await(() => world.Serves(1), 20, "node 1 serves");
        Assert.That(world.Checker.Takeovers.Single().Node, Is.EqualTo(1));
    }

    [TestCase(StepKind.GiveRole, 0.005)]
    [TestCase(StepKind.ExportPool, 0.005)]
    [TestCase(StepKind.GiveRole, 4.5)]
    [TestCase(StepKind.ExportPool, 4.5)]
    public void A_command_that_gives_up_and_ends_after_its_rollback_is_made_good(StepKind late, double lookTime)
    {
        World world = World.BeginServing(new WorldOptions
        {
            Group = group => group with
            {
                StepDeadline = TimeSpan.FromSeconds(2),
                OnServiceFailure = ServiceFailureRule.Alert,
            },
        });
        // A long look is under way when the command ends, and has seen that all was well.
        world.Hosts[0].LookTime = TimeSpan.FromSeconds(lookTime);
        world.Behave(0, late, new StepBehaviour(TimeSpan.FromSeconds(8), Killable: false));
        world.Order(0, new OperatorCommand.Switchover(1, 0, 1));
        world.Await(() => world.Decided<Decision.RollBack>(0).Any(), 10, "it is rolled back");
        world.Await(() => world.Serves(0), 3, "it is served again");
        world.Await(() => !world.Serves(0), 8, "the late command ends");
        world.Await(() => world.Serves(0), 8, "it is served once more");
        world.Run(30);
        Assert.That(world.Serves(0));
        Assert.That(world.Offs, Is.Empty);
    }

    [Test]
    public void A_watchdog_that_would_fire_after_the_lease_starts_no_takeover()
    {
        // The world's checker looks at every command; the moment that matters is short, so all are tried.
        for (int late = 1700; late < 2100; late += 10)
        {
            World world = World.BeginServing();
            world.Hosts[1].PatDelay = TimeSpan.FromMilliseconds(late);
            world.Hosts[0].PowerOff("test");
            world.Await(() => world.Phase(1) == GroupPhase.Arming, 10, "node 1 arms");
            world.Device.Set(1, Access.Hangs);
            world.Run(4);
        }
    }

    [Test]
    public void A_watchdog_that_arms_late_is_armed_again_before_anything_starts()
    {
        World world = World.Begin();
        world.Hosts[0].PatDelay = TimeSpan.FromMilliseconds(700);
        world.Run(30);
        Assert.That(world.Serves(0));
    }

    [Test]
    public void An_owner_that_can_neither_serve_nor_release_makes_room_for_a_ready_peer()
    {
        World world = World.BeginServing(ShortSteps());
        world.Behave(0, StepKind.ExportPool, Fails);
        world.Hosts[0].ServiceOk = false;
        world.Await(() => world.Serves(1), 60, "node 1 serves");
        Assert.That(world.Offs.Single().Reason, Does.StartWith("self-fence"));
    }

    private static WorldOptions ShortSteps() => new()
    {
        Group = group => group with { StepDeadline = TimeSpan.FromSeconds(2) },
    };
}
