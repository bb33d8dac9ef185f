using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>DESIGN 5.9: going home.</summary>
public class FailbackTests
{
    [Test]
    public void By_default_nothing_goes_home_by_itself()
    {
        World world = World.BeginServing();
        MoveAway(world);
        world.Run(1800);
        Assert.That(world.IsSettled(1));
    }

    [Test]
    public void With_auto_the_group_goes_home_after_the_delay()
    {
        World world = World.BeginServing(Auto(60));
        MoveAway(world);
        world.Run(50);
        Assert.That(world.Serves(1));
        world.Await(() => world.IsSettled(0), 20, "it went home");
    }

    [Test]
    public void After_three_moves_in_an_hour_it_stays()
    {
        World world = World.BeginServing(Auto(30));
        MoveAway(world);
        world.Await(() => world.IsSettled(0), 60, "it went home once");
        MoveAway(world);
        world.Run(1800);
        Assert.That(world.IsSettled(1), "three moves were seen: nothing moves by itself");
        world.Await(() => world.IsSettled(0), 2400, "an hour later it goes home");
    }

    [Test]
    public void Without_the_device_nothing_goes_home_because_what_is_released_could_not_be_read()
    {
        World world = World.BeginServing(Auto(30));
        MoveAway(world);
        world.Device.Set(1, Access.Fails);
        world.Run(120);
        Assert.That(world.Serves(1), world.Tail(20));
        world.Device.Set(1, Access.Works);
        world.Await(() => world.IsSettled(0), 60, "it goes home once the device is back");
    }

    [Test]
    public void A_failback_that_is_undone_waits_for_the_delay_again_and_is_tried_three_times_in_an_hour()
    {
        World world = World.BeginServing(Auto(30));
        world.Run(3700);
        MoveAway(world);
        world.Behave(1, StepKind.ExportPool, new StepBehaviour(TimeSpan.FromMilliseconds(50), Works: false));
        world.Run(50);
        Assert.That(world.Decided<Decision.RollBack>(1).Count(), Is.EqualTo(1));
        world.Run(1800);
        Assert.That(world.IsSettled(1));
        Assert.That(world.Decided<Decision.RollBack>(1).Count(), Is.EqualTo(2), "with the move away that makes three");
    }

    [Test]
    public void An_unhealthy_service_is_handed_to_a_ready_peer()
    {
        World world = World.BeginServing();
        world.Hosts[0].ServiceOk = false;
        world.Await(() => world.Serves(1), 30, "node 1 serves");
        Assert.That(world.Offs, Is.Empty);
    }

    [Test]
    public void A_service_that_cannot_be_looked_at_moves_nothing_and_is_reported_once()
    {
        World world = World.BeginServing();
        world.Hosts[0].LooksFail = true;
        world.Run(60);
        Assert.That(world.Serves(0));
        Assert.That(world.Decided<Decision.InspectionFailed>(0).Count(), Is.EqualTo(1));
        Assert.That(world.Decided<Decision.ServiceFailed>(0), Is.Empty);
    }

    [Test]
    public void A_former_handover_of_a_failed_service_says_nothing_of_the_next_move()
    {
        World world = World.BeginServing();
        world.Hosts[0].ServiceOk = false;
        world.Await(() => world.IsSettled(1), 60, "the failed service was handed over");
        world.Hosts[0].ServiceOk = true;
        world.Order(1, new OperatorCommand.Switchover(7, 0, 0));
        world.Await(() => world.IsSettled(0), 60, "it is back");
        world.Behave(0, StepKind.ExportPool, new StepBehaviour(TimeSpan.FromMilliseconds(100), Works: false));
        world.Order(0, new OperatorCommand.Stop(8));
        world.Await(() => world.Decided<Decision.RollBack>(0).Any(), 10, "the failed release is rolled back");
    }

    [Test]
    public void With_alert_an_unhealthy_service_stays_and_is_reported()
    {
        World world = World.BeginServing(new WorldOptions
        {
            Group = group => group with { OnServiceFailure = ServiceFailureRule.Alert },
        });
        world.Hosts[0].ServiceOk = false;
        world.Run(60);
        Assert.That(world.Serves(0));
        Assert.That(world.Decided<Decision.ServiceFailed>(0).Count(), Is.EqualTo(1));
    }

    [Test]
    public void The_peers_health_alone_makes_a_standby_do_nothing()
    {
        World world = World.BeginServing();
        world.Interlinks[0].CutBoth(true);
        world.Run(3);
        world.Hosts[0].ServiceOk = false;
        world.Run(60);
        Assert.That(world.Serves(0), "node 1 is not ready, so node 0 keeps it");
        Assert.That(world.Checker.Takeovers, Has.Count.EqualTo(1));
    }

    private static WorldOptions Auto(int seconds) => new()
    {
        Group = group => group with
        {
            Failback = FailbackPolicy.Auto,
            FailbackDelay = TimeSpan.FromSeconds(seconds),
        },
    };

    private static void MoveAway(World world)
    {
        world.Order(0, new OperatorCommand.Switchover(7, 0, 1));
        world.Await(() => world.IsSettled(1), 10, "node 1 serves");
    }
}
