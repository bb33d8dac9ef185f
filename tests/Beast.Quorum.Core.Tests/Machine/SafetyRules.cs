using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>
/// DESIGN section 4, rule by rule. <c>mutate --rules</c> of the simulation removes each rule from the source and wants
/// a test of that rule's category to fail.
/// </summary>
public class SafetyRules
{
    private static readonly StepBehaviour Fails = new(TimeSpan.FromMilliseconds(50), Works: false);

    [Test, Category("S1")]
    public void S1_a_group_is_not_given_up_while_a_command_that_takes_it_still_runs()
    {
        World world = World.Begin(new WorldOptions
        {
            Group = group => group with { StepDeadline = TimeSpan.FromSeconds(2) },
        });
        world.Interlinks[0].CutBoth(true);
        world.Behave(0, StepKind.ImportPool, new StepBehaviour(TimeSpan.FromSeconds(12), Killable: false));
        world.Await(() => world.Serves(1), 60, "node 1 serves after the command ended and was undone");
    }

    [Test, Category("S1")]
    public void S1_two_claimants_never_both_take_over()
    {
        for (ulong seed = 1; seed < 20; seed++)
        {
            World world = World.Begin(new WorldOptions { Seed = seed });
            world.Interlinks[0].CutBoth(seed % 2 == 0);
            world.Run(15);
            Assert.That(world.Serves(0) ^ world.Serves(1));
        }
    }

    [Test, Category("S2")]
    public void S2_epochs_grow_through_the_crashes_and_restarts_of_both_nodes()
    {
        World world = World.BeginServing();
        for (int round = 0; round < 4; round++)
        {
            world.Hosts[0].PowerOff("test");
            world.Await(() => world.Serves(1), 10, "node 1 serves");
            world.Hosts[1].PowerOff("test");
            world.Hosts[0].PowerOn();
            world.Await(() => world.Serves(0), 10, "node 0 serves");
            world.Hosts[1].PowerOn();
            world.Await(() => world.IsSettled(0), 20, "node 1 is ready");
        }

        Assert.That(world.Checker.Takeovers.Select(takeover => takeover.Epoch), Is.Ordered.Ascending);
        Assert.That(world.Checker.Takeovers.Select(takeover => takeover.Epoch), Is.Unique);
    }

    [Test, Category("S3")]
    public void S3_ownership_is_not_confirmed_by_reads_that_prove_nothing()
    {
        World world = World.BeginServing();
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.Phase(1) == GroupPhase.Confirming, 10, "node 1 publishes own");
        world.Device.Scribble(0, 0xff);
        world.Run(10);
        Assert.That(world.Checker.Takeovers, Has.Count.EqualTo(1));
    }

    [Test, Category("S3")]
    public void S3_without_the_quorum_device_roles_are_frozen()
    {
        World world = World.BeginServing();
        world.Device.Set(1, Access.Fails);
        world.Run(5);
        world.Hosts[0].PowerOff("test");
        world.Run(120);
        Assert.That(world.Serves(1), Is.False);
    }

    [Test, Category("S4")]
    public void S4_an_owner_whose_demotion_hangs_resets_its_host_before_the_peer_starts()
    {
        World world = World.BeginServing(new WorldOptions { Watchdog = false });
        world.Behave(0, StepKind.ExportPool, new StepBehaviour(TimeSpan.FromHours(1), Killable: false));
        world.Device.Set(0, Access.Hangs);
        world.Interlinks[0].CutBoth(true);
        world.Await(() => world.Serves(1), 20, "node 1 serves");
        Assert.That(world.Offs.Single().Reason, Does.StartWith("self-fence"));
        Assert.That(world.Offs.Single().At, Is.LessThan(world.Checker.Takeovers[^1].At));
    }

    [Test, Category("S4")]
    public void S4_an_owner_that_cannot_renew_has_stopped_before_the_peer_starts()
    {
        World world = World.BeginServing(new WorldOptions { Watchdog = false });
        world.Device.Set(0, Access.Hangs);
        world.Interlinks[0].CutBoth(true);
        world.Await(() => world.Serves(1), 20, "node 1 serves");
        Assert.That(world.Hosts[0].Pools[0].Import, Is.EqualTo(ImportState.NotImported));
    }

    [Test, Category("S5")]
    public void S5_no_command_may_start_at_any_moment_without_a_lease()
    {
        World world = World.Begin(new WorldOptions { Watchdog = false });
        world.Behave(0, StepKind.ImportPool, new StepBehaviour(TimeSpan.FromSeconds(9)));
        world.Await(() => world.Phase(0) == GroupPhase.TakingOver, 10, "node 0 takes over");
        for (int step = 0; step < 100; step++)
        {
            Instant allowed = world.Hosts[0].Daemon!.CommandsAllowedUntil(0);
            Assert.That(allowed, Is.LessThanOrEqualTo(world.Checker.Lease.Until(0, 0)));
            world.Run(0.01);
        }
    }

    [Test, Category("S5")]
    public void S5_what_keeps_a_group_up_starts_only_while_it_is_served_and_before_a_demotion_would_begin()
    {
        World world = World.BeginServing(new WorldOptions { Watchdog = false });
        TimeSpan budget = world.Options.Timing.DemoteBudget;
        Assert.That(world.Hosts[1].Daemon!.ServesUntil(0), Is.EqualTo(Instant.Never), "a standby");
        for (int step = 0; step < 100; step++)
        {
            Instant allowed = world.Hosts[0].Daemon!.ServesUntil(0);
            Assert.That(allowed, Is.GreaterThan(world.Hosts[0].Clock));
            Assert.That(allowed + budget, Is.LessThanOrEqualTo(world.Checker.Lease.Until(0, 0)));
            world.Run(0.01);
        }

        world.Order(0, new OperatorCommand.Stop(7));
        world.Run(0.02);
        Assert.That(world.Hosts[0].Daemon!.ServesUntil(0), Is.EqualTo(Instant.Never), "an owner that leaves");
    }

    [Test, Category("S5")]
    public void S5_a_daemon_that_wakes_after_its_lease_starts_no_command()
    {
        World world = World.Begin(new WorldOptions { Watchdog = false });
        world.Behave(0, StepKind.ImportPool, new StepBehaviour(TimeSpan.FromSeconds(1)));
        world.Await(() => world.Phase(0) == GroupPhase.TakingOver, 10, "node 0 takes over");
        world.Hosts[1].PowerOff("test");
        world.Hosts[0].Pause(TimeSpan.FromSeconds(5));
        world.Run(5.2);
        Assert.That(world.Hosts[0].On, Is.False, "its import ended during the pause, and its lease too");
    }

    [Test, Category("S6")]
    public void S6_without_a_fence_the_takeover_waits_for_the_whole_lease()
    {
        World world = World.BeginServing(new WorldOptions { Watchdog = false });
        world.Device.Set(0, Access.Hangs);
        world.Interlinks[0].CutBoth(true);
        TimeSpan cut = world.Now;
        world.Await(() => world.Serves(1), 20, "node 1 serves");
        TimeSpan wait = world.Checker.Takeovers[^1].At - cut;
        Assert.That(wait, Is.GreaterThan(world.Options.Timing.Lease));
    }

    [Test, Category("S7")]
    public void S7_a_daemon_that_cannot_look_at_its_pools_says_nothing()
    {
        World world = World.BeginServing();
        world.Hosts[0].Kill();
        world.Hosts[0].LooksFail = true;
        world.Hosts[0].StartDaemon();
        world.Run(0.8);
        Assert.That(world.Checker.Shown(0, 0).Role, Is.EqualTo(GroupRole.Unknown));
    }

    [Test, Category("S7")]
    public void S7_a_restarted_owner_never_publishes_that_it_holds_nothing()
    {
        World world = World.BeginServing();
        world.Hosts[0].Kill();
        world.Hosts[0].StartDaemon();
        world.Await(() => world.IsSettled(0), 10, "node 0 adopted what it found");
    }

    [Test, Category("S8")]
    public void S8_a_damaged_record_is_as_if_it_had_not_arrived()
    {
        World world = World.BeginServing();
        byte[] bytes = new byte[RecordCodec.LongestLength];
        Record forged = new()
        {
            Node = 0,
            Sequence = ulong.MaxValue / 2,
            TimingFingerprint = world.Identity.TimingFingerprint,
            GroupCount = 1,
        };
        forged.Groups[0] = new GroupEntry { Id = 0, Role = GroupRole.Released, Epoch = 2, Target = 1 };
        int length = RecordCodec.Encode(forged, world.Identity.ClusterId, world.Key, bytes);
        bytes[length - 1] ^= 1;
        world.Interlinks[0].CutBoth(true);
        world.Hosts[1].Daemon!.Receive(0, bytes[..length]);
        world.Run(5);
        Assert.That(world.Decided<Decision.MakeClaim>(1), Is.Empty);
        Assert.That(world.Serves(0));
    }

    [Test, Category("S9")]
    public void S9_losing_the_device_on_both_nodes_moves_nothing_and_stops_nothing()
    {
        World world = World.BeginServing();
        world.Device.Set(0, Access.Fails);
        world.Device.Set(1, Access.Fails);
        world.Run(120);
        Assert.That(world.Serves(0));
        Assert.That(world.Offs, Is.Empty);
    }

    [Test, Category("S9")]
    public void S9_losing_all_interlinks_moves_nothing_and_stops_nothing()
    {
        World world = World.BeginServing();
        world.Interlinks[0].CutBoth(true);
        world.Run(120);
        Assert.That(world.Serves(0));
        Assert.That(world.Offs, Is.Empty);
    }

    [Test, Category("S10")]
    public void S10_a_group_whose_pool_is_still_there_is_not_called_released()
    {
        World world = World.Begin();
        world.Behave(0, StepKind.TakeRole, Fails);
        world.Behave(0, StepKind.ExportPool, Fails);
        world.Run(20);
        Assert.That(world.Decided<Decision.Release>(0), Is.Empty);
        Assert.That(world.Checker.Shown(0, 0).Role, Is.EqualTo(GroupRole.Releasing));
    }
}
