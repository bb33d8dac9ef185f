using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>Fencing by reservations, and an owner whose disks were taken (DESIGN section 7).</summary>
public class ReservationTests
{
    private static readonly WorldOptions Reserving =
        new() { CanFence = true, Reserves = true, Watchdog = false, Timing = TimingPresets.Balanced };

    [Test]
    public void A_fence_by_reservations_lets_the_claimant_own_before_P_while_the_old_owner_only_sleeps()
    {
        World world = World.BeginServing(Reserving);
        world.Run(2);
        TimeSpan stopped = world.Now;
        world.Hosts[0].Stall(TimeSpan.FromSeconds(30));
        world.Await(() => world.Serves(1), 10, "node 1 serves");
        QuorumTiming timing = world.Options.Timing;
        Assert.That(world.Checker.Takeovers[^1].At - stopped, Is.LessThan(timing.PeerWait(timing.Watchdog)));
        Assert.That(world.Hosts[0].Pools[0].Import, Is.EqualTo(ImportState.Imported), "its power is still on");
        Assert.That(world.Hosts[0].Pools[0].ShutOut, Is.True);

        // When it wakes up it resets itself; the checker sees to it that nothing was served twice.
        world.Run(40);
        Assert.That(world.Hosts[0].Pools[0].Import, Is.EqualTo(ImportState.NotImported));
        Assert.That(world.Serves(1), Is.True);
    }

    [Test]
    public void An_owner_whose_disks_were_taken_resets_its_host()
    {
        World world = World.BeginServing(Reserving);
        world.Run(2);
        world.TakeDisks(1, 0);
        world.Await(() => world.Decided<Decision.SelfFence>(0).Any(), 20, "node 0 resets itself");
        Assert.That(
            world.Decided<Decision.SelfFence>(0).Single().Reason,
            Does.Contain("were taken by a reservation: the disks"));
        world.Await(() => world.Serves(1), 20, "node 1 serves");
    }

    [Test]
    public void What_a_look_of_another_term_found_moves_nothing()
    {
        World world = World.BeginServing(Reserving);
        world.Run(2);
        world.Hosts[0].Daemon!.Tell(() => NodeEvent.ReservationLost(0, 987654321, "long ago"));
        world.Hosts[1].Daemon!.Tell(() => NodeEvent.ReservationLost(0, 987654321, "long ago"));
        world.Run(10);
        Assert.That(world.Serves(0), Is.True);
        Assert.That(world.Decided<Decision.SelfFence>(0).Concat(world.Decided<Decision.SelfFence>(1)), Is.Empty);
    }

    [TestCase(Transition.Takeover, StepKind.ReserveDisks)]
    [TestCase(Transition.Release, StepKind.ReleaseDisks)]
    public void Reservations_come_before_the_import_and_go_after_the_pools(Transition transition, StepKind kind)
    {
        var group = new GroupConfiguration { Name = "main", Id = 0, Pools = ["a", "b"], Ctld = false };
        IReadOnlyList<PlanStep> with = PlanBuilder.Build(group, transition, reserves: true).Steps;
        IReadOnlyList<PlanStep> without = PlanBuilder.Build(group, transition).Steps;
        int first = transition == Transition.Takeover ? 0 : without.Count;
        Assert.That(with.Skip(first).Take(2).Select(step => (step.Kind, step.Subject)),
            Is.EqualTo(((StepKind, string)[])[(kind, "a"), (kind, "b")]));
        Assert.That(with[first].OnFailure, Is.EqualTo(FailureRule.ReportAndContinue));
        Assert.That(with.Where(step => step.Kind != kind).Select(step => (step.Kind, step.Subject)),
            Is.EqualTo(without.Select(step => (step.Kind, step.Subject))), "and nothing else changes");
        Assert.That(with.Where(step => step.Kind == kind).Select(step => step.Stage).Distinct().Single(),
            Is.Not.AnyOf(with.Where(step => step.Kind != kind).Select(step => (object)step.Stage).ToArray()));
    }

    [TestCase(Transition.Demote)]
    [TestCase(Transition.Rejoin)]
    public void A_demotion_has_no_time_for_reservations_and_a_standby_has_none(Transition transition)
    {
        var group = new GroupConfiguration { Name = "main", Id = 0, Pools = ["a"] };
        Assert.That(
            PlanBuilder.Build(group, transition, reserves: true).Steps,
            Is.EqualTo(PlanBuilder.Build(group, transition).Steps));
    }
}
