using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>DESIGN 5.11: stop, planned restart, maintenance.</summary>
public class StoppingTests
{
    [TestCase(31)]
    [TestCase(32)]
    [TestCase(33)]
    public void A_long_time_out_that_is_set_late_still_fires_in_time(int exponent)
    {
        // The world's checker looks at every arming; the daemon is paused meanwhile, so that it cannot call it off.
        World world = World.BeginServing(new WorldOptions { Timing = TimingPresets.Balanced });
        world.Hosts[0].PatDelay = TimeSpan.FromMilliseconds(700);
        world.Order(0, new OperatorCommand.Restart(1, TimingPresets.WatchdogPeriod(exponent)));
        world.Await(() => world.Hosts[0].Daemon!.IsArmingForRestart, 10, "the long time-out is asked for");
        world.Hosts[0].Pause(TimeSpan.FromMinutes(2));
        world.Await(() => world.Serves(1), 60, "node 1 serves after the reset");
        Assert.That(world.Offs.Single().Reason, Is.EqualTo("watchdog"));
    }

    [Test]
    public void A_stop_while_an_owner_still_looks_around_does_not_leave_its_pools_to_nobody()
    {
        World world = World.BeginServing(new WorldOptions { Watchdog = false });
        world.Hosts[0].Kill();
        world.Hosts[0].LooksFail = true;
        world.Hosts[0].StartDaemon();
        world.Order(0, new OperatorCommand.Stop(9));
        world.Await(() => world.Serves(1), 30, "node 1 serves");
        Assert.That(world.Offs.Single().Reason, Does.StartWith("self-fence"));
    }

    [Test]
    public void A_stop_hands_over_to_a_ready_peer()
    {
        World world = World.BeginServing();
        TimeSpan began = world.Now;
        world.Order(0, new OperatorCommand.Stop(1));
        world.Await(() => world.Serves(1), 10, "node 1 serves");
        Assert.That(world.Now - began, Is.LessThan(world.Options.Timing.Lease), "without the wait of P");
        world.Run(5);
        Assert.That(world.Answered(1), Is.True);
        Assert.That(world.Hosts[0].Daemon!.Alive, Is.False);
        Assert.That(world.Hosts[0].WatchdogArmed, Is.False);
    }

    [Test]
    public void A_stop_without_a_ready_peer_gives_up_and_ends()
    {
        World world = World.BeginServing();
        world.Hosts[1].PowerOff("test");
        world.Run(3);
        world.Order(0, new OperatorCommand.Stop(1));
        world.Await(() => !world.Hosts[0].Daemon!.Alive, 10, "the daemon ends");
        Assert.That(world.Hosts[0].Pools[0].Import, Is.EqualTo(ImportState.NotImported));
        Assert.That(world.Hosts[0].WatchdogArmed, Is.False);
        world.Hosts[1].PowerOn();
        world.Await(() => world.Serves(1), 10, "node 1 takes what was released");
    }

    [Test]
    public void A_planned_restart_moves_nothing()
    {
        World world = World.BeginServing();
        world.Order(0, new OperatorCommand.Restart(1, TimingPresets.WatchdogPeriod(33)));
        world.Await(() => !world.Hosts[0].Daemon!.Alive, 10, "the daemon ends");
        Assert.That(world.Hosts[0].WatchdogArmed, "the host stays protected");
        world.Run(7);
        world.Hosts[0].StartDaemon();
        world.Await(() => world.IsSettled(0), 10, "node 0 serves on");
        world.Run(30);
        Assert.That(world.Checker.Takeovers, Has.Count.EqualTo(1));
        Assert.That(world.Offs, Is.Empty);
        Assert.That(world.Hosts[0].WatchdogTimeout, Is.EqualTo(world.Options.Timing.Watchdog));
    }

    [Test]
    public void A_planned_restart_from_which_the_daemon_does_not_come_back_ends_with_a_reset_before_the_peer_starts()
    {
        World world = World.BeginServing();
        world.Order(0, new OperatorCommand.Restart(1, TimingPresets.WatchdogPeriod(32)));
        world.Await(() => world.Serves(1), 30, "node 1 serves");
        Assert.That(world.Offs.Single().Reason, Is.EqualTo("watchdog"));
    }

    [Test]
    public void A_restarted_daemon_that_dies_again_at_once_is_still_covered()
    {
        for (int step = 0; step < 30; step++)
        {
            World world = World.BeginServing();
            world.Order(0, new OperatorCommand.Restart(1, TimingPresets.WatchdogPeriod(33)));
            world.Await(() => !world.Hosts[0].Daemon!.Alive, 10, "the daemon ends");
            world.Run(3);
            world.Hosts[0].StartDaemon();
            world.Run(0.01 * step);
            world.Hosts[0].Kill();
            world.Await(() => world.Serves(1), 30, $"node 1 serves (step {step})");
        }
    }

    [Test]
    public void A_restart_that_cannot_set_the_watchdog_is_called_off_and_stays_announced_until_it_is_short_again()
    {
        World world = World.BeginServing(new WorldOptions { Timing = TimingPresets.Balanced });
        world.Hosts[0].PatDelay = TimeSpan.FromMilliseconds(700);
        world.Order(0, new OperatorCommand.Restart(1, TimingPresets.WatchdogPeriod(32)));
        world.Await(() => world.Hosts[0].Daemon!.IsArmingForRestart, 10, "the long time-out is asked for");
        world.Hosts[0].WatchdogFails = true;
        world.Await(() => world.Answered(1) is not null, 5, "it is answered");
        world.Hosts[0].WatchdogFails = false;
        Assert.That(world.Answered(1), Is.False);
        world.Hosts[0].PatDelay = TimeSpan.FromMilliseconds(10);
        world.Run(60);
        Assert.That(world.IsSettled(0), world.Tail(20));
        Assert.That(world.Hosts[0].WatchdogTimeout, Is.EqualTo(world.Options.Timing.Watchdog));
    }

    [Test]
    public void A_stop_in_the_middle_of_a_restart_does_not_leave_the_long_time_out_running()
    {
        World world = World.BeginServing();
        world.Hosts[0].PatDelay = TimeSpan.FromMilliseconds(100);
        world.Behave(0, StepKind.ExportPool, new StepBehaviour(TimeSpan.FromHours(1), Killable: false));
        world.Interlinks[0].CutBoth(true);
        world.Order(0, new OperatorCommand.Restart(1, TimingPresets.WatchdogPeriod(34)));
        world.Await(() => world.Hosts[0].Daemon!.IsArmingForRestart, 10, "the long time-out is asked for");
        world.Order(0, new OperatorCommand.Stop(2));
        world.Run(3);
        Assert.That(world.Answered(1), Is.False);
        Assert.That(world.Hosts[0].WatchdogTimeout, Is.EqualTo(world.Options.Timing.Watchdog));
        world.Hosts[0].Kill();
        world.Await(() => world.Serves(1), 30, "node 1 serves");
        Assert.That(world.Offs.Single().Reason, Is.EqualTo("watchdog"));
    }

    [Test]
    public void A_restart_without_the_device_is_called_off()
    {
        World world = World.BeginServing();
        world.Device.Set(0, Access.Fails);
        world.Run(1);
        world.Order(0, new OperatorCommand.Restart(1, TimingPresets.WatchdogPeriod(33)));
        world.Await(() => world.Answered(1) is not null, 60, "it is answered");
        Assert.That(world.Answered(1), Is.False);
        world.Device.Set(0, Access.Works);
        world.Run(10);
        Assert.That(world.IsSettled(0));
    }

    [Test]
    public void A_restart_without_a_watchdog_does_not_leave_a_demotion_undone()
    {
        World world = World.BeginServing(new WorldOptions { Watchdog = false });
        world.Behave(0, StepKind.ExportPool, new StepBehaviour(TimeSpan.FromHours(1), Killable: false));
        world.Device.Set(0, Access.ReadsFail);
        world.Interlinks[0].CutBoth(true);
        world.Order(0, new OperatorCommand.Restart(1, TimingPresets.WatchdogPeriod(33)));
        world.Await(() => world.Serves(1), 60, "node 1 serves");
        Assert.That(world.Offs.Single().Reason, Does.StartWith("self-fence"));
    }

    [Test]
    public void Maintenance_keeps_roles_where_they_are_until_it_ends_by_itself()
    {
        World world = World.BeginServing();
        world.Order(1, new OperatorCommand.MaintenanceOn(1, TimeSpan.FromSeconds(20)));
        world.Run(1);
        Assert.That(world.Hosts[0].Daemon!.Snapshot.Maintenance, "both nodes know");
        world.Hosts[0].PowerOff("test");
        world.Run(15);
        Assert.That(world.Serves(1), Is.False);
        world.Await(() => world.Serves(1), 20, "it is over");
    }

    [Test]
    public void Maintenance_switched_off_lets_things_move_again()
    {
        World world = World.BeginServing();
        world.Order(1, new OperatorCommand.MaintenanceOn(1, null));
        world.Run(1);
        world.Hosts[0].PowerOff("test");
        world.Run(60);
        Assert.That(world.Serves(1), Is.False);
        world.Order(1, new OperatorCommand.MaintenanceOff(2));
        world.Await(() => world.Serves(1), 20, "node 1 serves");
    }

    [Test]
    public void Maintenance_survives_the_restart_of_a_host_and_the_higher_counter_wins()
    {
        World world = World.BeginServing();
        world.Order(0, new OperatorCommand.MaintenanceOn(1, null));
        world.Run(1);
        world.Hosts[1].PowerOff("test");
        world.Run(1);
        world.Order(0, new OperatorCommand.MaintenanceOff(2));
        world.Order(0, new OperatorCommand.MaintenanceOn(3, null));
        world.Order(0, new OperatorCommand.MaintenanceOff(4));
        world.Hosts[1].PowerOn();
        world.Run(5);
        Assert.That(world.Hosts[1].Daemon!.Snapshot.Maintenance, Is.False);
        Assert.That(world.Hosts[0].Daemon!.Snapshot.Maintenance, Is.False);
    }

    [Test]
    public void Maintenance_switched_on_during_a_claim_withdraws_it()
    {
        World world = World.BeginServing();
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.Phase(1) == GroupPhase.Claiming, 5, "node 1 claims");
        world.Order(1, new OperatorCommand.MaintenanceOn(1, null));
        world.Run(30);
        Assert.That(world.Serves(1), Is.False);
        Assert.That(world.Phase(1), Is.EqualTo(GroupPhase.Standby));
    }

    [Test]
    public void Maintenance_switched_on_after_own_lets_the_plan_finish()
    {
        World world = World.BeginServing();
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.Phase(1) == GroupPhase.Confirming, 5, "node 1 published own");
        world.Order(1, new OperatorCommand.MaintenanceOn(1, null));
        world.Await(() => world.Serves(1), 10, "node 1 serves");
    }

    [Test]
    public void Under_maintenance_an_owner_that_loses_everything_still_stops()
    {
        World world = World.BeginServing();
        world.Order(0, new OperatorCommand.MaintenanceOn(1, null));
        world.Run(1);
        world.Device.Set(0, Access.Fails);
        world.Interlinks[0].CutBoth(true);
        world.Run(20);
        Assert.That(world.Serves(0), Is.False, "the lease rules stay in force");
    }
}
