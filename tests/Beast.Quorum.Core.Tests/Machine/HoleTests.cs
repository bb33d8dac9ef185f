using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>
/// DESIGN section 8: the holes of earlier protocols, by number, where no other class tests them. 1, 2, 19 and 20 are
/// in <see cref="RegisterTests"/>, 8 in <see cref="PausedDaemonTests"/>, 9, 10, 11, 21 and 24 in
/// <see cref="ClaimTests"/>, 6 and 16 in <see cref="StoppingTests"/>, 13 in <see cref="StartTests"/>, 14 in
/// <see cref="FencingTests"/>, 15, 17 and 22 in <see cref="FailedPlanTests"/>. 18 is documented, not solved.
/// </summary>
public class HoleTests
{
    [Test]
    public void Hole_3_sequences_grow_across_restarts_and_blocks_follow_the_newest_one()
    {
        World world = World.BeginServing();
        ulong before = Newest(world, 1);
        for (int round = 0; round < 5; round++)
        {
            world.Hosts[1].Kill();
            world.Hosts[1].StartDaemon();
            world.Await(() => world.IsSettled(0), 10, "node 1 is back");
            ulong after = Newest(world, 1);
            Assert.That(after >> 32, Is.EqualTo((before >> 32) + 1), "one generation a start");
            before = after;
        }

        Assert.That(world.Offs, Is.Empty);
    }

    [TestCase(0.0)]
    [TestCase(0.3)]
    [TestCase(0.7)]
    [TestCase(1.0)]
    public void Hole_4_a_pat_that_lands_late_still_resets_the_host_before_the_peer_starts(double delay)
    {
        World world = World.BeginServing(new WorldOptions { Timing = TimingPresets.Safe });
        world.Hosts[0].PatDelay = TimeSpan.FromSeconds(delay);
        world.Run(5);
        world.Device.Set(0, Access.Hangs);
        world.Interlinks[0].CutBoth(true);
        world.Run(world.Options.Timing.Lease.TotalSeconds / 2);
        world.Hosts[0].Pause(TimeSpan.FromSeconds(60));
        world.Await(() => world.Serves(1), 40, "node 1 serves");
        Assert.That(world.Offs[0].Reason, Is.EqualTo("watchdog"));
    }

    [Test]
    public void Hole_5_a_restarted_owner_speaks_as_owner_from_its_first_record()
    {
        World world = World.BeginServing();
        for (int step = 0; step < 20; step++)
        {
            world.Hosts[0].Kill();
            world.Run(0.01 * step);
            world.Hosts[0].StartDaemon();
            world.Await(() => world.Checker.Shown(0, 0).Role != GroupRole.Unknown, 5, "node 0 speaks");
            Assert.That(world.Checker.Shown(0, 0).Role, Is.EqualTo(GroupRole.Own));
            world.Await(() => world.IsSettled(0), 10, "node 0 serves on");
        }
    }

    [Test]
    public void Hole_6_a_restart_leaves_the_watchdog_armed_and_short_enough()
    {
        World world = World.BeginServing();
        world.Order(0, new OperatorCommand.Restart(1, TimingPresets.WatchdogPeriod(33)));
        world.Await(() => !world.Hosts[0].Daemon!.Alive, 10, "the daemon ends");
        Assert.That(world.Hosts[0].WatchdogArmed);
        TimeSpan most = world.Options.Timing.Lease + TimingPresets.WatchdogPeriod(33);
        Assert.That(world.Hosts[0].WatchdogTimeout, Is.LessThanOrEqualTo(most));
        world.Await(() => world.Serves(1), 30, "node 1 serves after the reset");
        Assert.That(world.Offs[0].Reason, Is.EqualTo("watchdog"));
    }

    [Test]
    public void Hole_7_the_wait_runs_from_the_first_successful_read()
    {
        World world = World.BeginServing();
        world.Hosts[1].PowerOff("test");
        world.Run(3);
        world.Interlinks[0].CutBoth(true);
        world.Device.Set(1, Access.Fails);
        world.Hosts[1].PowerOn();
        world.Run(20);
        world.Device.Set(0, Access.Hangs);
        world.Run(0.2);
        TimeSpan read = world.Now;
        world.Device.Set(1, Access.Works);
        world.Await(() => world.Serves(1), 20, "node 1 serves");
        TimeSpan peerWait = world.Options.Timing.PeerWait(world.Options.Timing.Watchdog);
        Assert.That(world.Checker.Takeovers[^1].At - read, Is.GreaterThan(peerWait));
    }

    [Test]
    public void Hole_12_a_late_acknowledgement_does_not_revive_an_expired_lease()
    {
        World world = World.BeginServing(new WorldOptions { Watchdog = false });
        world.Device.Set(0, Access.Hangs);
        world.Interlinks[0].Delay = TimeSpan.FromSeconds(5);
        world.Run(10);
        Assert.That(world.Serves(0), Is.False, "acknowledgements have come since 5 s, for a lease that ended at 3 s");
        world.Device.Set(0, Access.Works);
        world.Interlinks[0].Delay = TimeSpan.FromMilliseconds(1);
        world.Await(() => world.IsSettled(0) || world.IsSettled(1), 30, "somebody serves again");
    }

    [Test]
    public void Hole_12_an_acknowledgement_renews_from_the_send_time_and_not_from_its_arrival()
    {
        World world = World.BeginServing(new WorldOptions { Watchdog = false, Timing = TimingPresets.Balanced });
        world.Device.Set(0, Access.Fails);
        world.Device.Set(1, Access.Fails);
        world.Interlinks[0].Delay = TimeSpan.FromMilliseconds(900);
        world.Run(20);
        TimeSpan left = world.Hosts[0].Daemon!.Snapshot.Groups[0].LeaseLeft!.Value;
        Assert.That(left, Is.LessThan(world.Options.Timing.Lease - TimeSpan.FromMilliseconds(900)));
        Assert.That(world.Serves(0));
    }

    [Test]
    public void Hole_22_a_killed_daemons_import_that_ends_late_is_not_called_released()
    {
        World world = World.Begin(new WorldOptions { BootTime = TimeSpan.FromSeconds(10) });
        world.Behave(0, StepKind.ImportPool, new StepBehaviour(TimeSpan.FromSeconds(0.8)));
        world.Await(() => world.Phase(0) == GroupPhase.TakingOver, 10, "node 0 takes over");
        world.Run(0.1);
        world.Hosts[0].Kill();
        world.Hosts[0].StartDaemon();
        world.Await(() => world.IsSettled(0) || world.IsSettled(1), 60, "somebody serves");
    }

    [TestCaseSource(typeof(TimingPresets), nameof(TimingPresets.All))]
    public void Hole_23_no_preset_has_an_empty_pat_window(QuorumTiming timing)
    {
        TimeSpan cycles = (2 * timing.LongestCycle) + timing.Heartbeat;
        Assert.That(timing.Lease - timing.PatWindow(timing.Watchdog), Is.GreaterThanOrEqualTo(cycles));
    }

    [TestCase("fast", 33)]
    [TestCase("balanced", 32)]
    public void Hole_23_a_coarse_watchdog_makes_the_peer_wait_longer(string preset, int exponent)
    {
        QuorumTiming timing = TimingPresets.Find(preset)! with { Watchdog = TimingPresets.WatchdogPeriod(exponent) };
        if (TimingProof.Violations(timing, timing.Watchdog).Count > 0)
        {
            Assert.That(timing.Watchdog + (2 * timing.LongestCycle) + timing.Heartbeat, Is.GreaterThan(timing.Lease));
            return;
        }

        World world = World.BeginServing(new WorldOptions { Timing = timing });
        world.Run(2);
        TimeSpan killed = world.Now;
        world.Hosts[0].Kill();
        world.Await(() => world.Serves(1), 60, "node 1 serves");
        Assert.That(world.Offs[0].Reason, Is.EqualTo("watchdog"));
        Assert.That(world.Checker.Takeovers[^1].At - killed, Is.GreaterThan(timing.Lease + timing.Watchdog));
    }

    [Test]
    public void Mutation_pats_stop_when_the_lease_is_not_renewed()
    {
        World world = World.BeginServing(new WorldOptions { Timing = TimingPresets.Safe });
        world.Run(2);
        world.Device.Set(0, Access.Hangs);
        world.Interlinks[0].CutBoth(true);
        world.Behave(0, StepKind.ExportPool, new StepBehaviour(TimeSpan.FromHours(1), Killable: false));
        TimeSpan cut = world.Now;
        world.Await(() => world.Offs.Count > 0, 30, "the host is reset");
        Assert.That(world.Offs[0].Reason, Is.EqualTo("watchdog"));
        Assert.That(world.Offs[0].At - cut, Is.LessThan(world.Options.Timing.Lease - world.Options.Timing.Watchdog));
    }

    private static ulong Newest(World world, int node)
    {
        Beast.Quorum.Core.Device.RingView view = new();
        world.Hosts[node].Readers[node].Read(world.Device.Ring(node), 0, node, view);
        return view.Newest.Sequence;
    }
}
