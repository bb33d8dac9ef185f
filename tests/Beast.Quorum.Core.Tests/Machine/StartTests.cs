using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>S7 and DESIGN 5.8: pools found imported, registers found wiped, files that fail.</summary>
public class StartTests
{
    [Test]
    public void A_group_is_not_adopted_beside_a_live_claim()
    {
        World world = World.BeginServing(new WorldOptions { Watchdog = false });
        world.Interlinks[0].CutBoth(true);
        world.Hosts[0].Kill();
        world.Await(() => world.Phase(1) == GroupPhase.Claiming, 5, "node 1 claims");
        world.Device.Set(1, Access.ReadsFail);
        world.Hosts[0].StartDaemon();
        world.Await(() => world.Decided<Decision.Adopt>(0).Any(), 5, "node 0 adopts");
        Assert.That(world.Phase(1), Is.Not.EqualTo(GroupPhase.Claiming), "the claim was withdrawn before");
        Assert.That(world.Serves(0));
    }

    [TestCase(StepKind.TakeRole)]
    [TestCase(StepKind.WaitBackingPath)]
    public void A_takeover_that_a_killed_daemon_left_half_done_is_finished_after_the_adoption(StepKind unfinished)
    {
        World world = World.Begin(new WorldOptions
        {
            Group = group => group with { Backing = ["/dev/zvol/tank0/lun0"] },
        });
        world.Behave(0, unfinished, new StepBehaviour(TimeSpan.FromSeconds(0.4), Works: false));
        world.Await(() => world.Hosts[0].Pools[0].Import == ImportState.Imported, 10, "node 0 has imported");
        world.Run(0.1);
        world.Hosts[0].Kill();
        Assert.That(world.Serves(0), Is.False, "it is half done");
        world.Hosts[1].PowerOff("test");
        world.BehaveWell();
        world.Hosts[0].StartDaemon();
        world.Await(() => world.Serves(0), 60, "node 0 serves, and there is nobody else");
    }

    [Test]
    public void An_arming_that_fails_after_an_adoption_is_tried_again_before_the_old_time_out_is_over()
    {
        World world = World.BeginServing();
        world.Hosts[0].Kill();
        world.Hosts[0].StartDaemon();
        world.Hosts[0].WatchdogFails = true;
        world.Await(() => world.Phase(0) == GroupPhase.Serving, 10, "node 0 adopts");
        world.Run(0.05);
        world.Hosts[0].WatchdogFails = false;
        world.Run(20);
        Assert.That(world.Offs, Is.Empty);
        Assert.That(world.Hosts[0].WatchdogArmed);
        Assert.That(world.IsSettled(0));
    }

    [Test]
    public void A_restarted_owner_whose_pools_cannot_be_looked_at_resets_its_host_before_the_peer_starts()
    {
        World world = World.BeginServing(new WorldOptions { Watchdog = false });
        world.Hosts[0].LooksFail = true;
        world.Hosts[0].Kill();
        world.Hosts[0].StartDaemon();
        world.Await(() => world.Serves(1), 20, "node 1 serves");
        Assert.That(world.Offs.Single().Reason, Does.StartWith("self-fence"));
    }

    [Test]
    public void A_pool_imported_read_write_by_hand_on_a_standby_resets_its_host()
    {
        World world = World.BeginServing();
        world.Hosts[1].ImportByHand(0);
        world.Await(() => world.Offs.Count > 0, 10, "node 1 is reset");
        Assert.That(world.Offs[0].Node, Is.EqualTo(1));
        Assert.That(world.Offs[0].Reason, Does.StartWith("self-fence"));
        Assert.That(world.Serves(0));
    }

    [Test]
    public void A_pool_that_a_returning_host_imported_from_its_cache_file_resets_it_and_is_not_exported()
    {
        World world = World.BeginServing();
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.Serves(1), 10, "node 1 serves");
        world.Hosts[0].PowerOn(startDaemon: false);
        world.Hosts[0].ImportByHand(0);
        world.Hosts[0].StartDaemon();
        world.Run(5);
        Assert.That(world.Offs[^1].Reason, Does.StartWith("self-fence"));
    }

    [Test]
    public void In_a_new_cluster_a_pool_found_imported_is_exported_before_a_word_is_said()
    {
        World world = new(new WorldOptions());
        world.Hosts[1].PowerOn();
        world.Hosts[0].PowerOn(startDaemon: false);
        world.Hosts[0].ImportByHand(0);
        world.Hosts[0].StartDaemon();
        world.Await(() => world.IsSettled(0), 20, "node 0 serves after its own export and import");
        Assert.That(world.Offs, Is.Empty);
    }

    [Test]
    public void Once_an_epoch_was_owned_a_pool_found_imported_on_a_fresh_boot_is_not_exported()
    {
        World world = World.BeginServing();
        world.Hosts[0].PowerOff("test");
        world.Hosts[1].PowerOff("test");
        world.Hosts[0].PowerOn(startDaemon: false);
        world.Hosts[0].ImportByHand(0);
        world.Hosts[0].StartDaemon();
        world.Run(5);
        Assert.That(world.Offs[^1].Reason, Does.StartWith("self-fence"));
    }

    [Test]
    public void A_restarted_daemon_that_finds_a_later_owner_resets_its_host()
    {
        World world = World.BeginServing(new WorldOptions { Watchdog = false });
        world.Hosts[0].Kill();
        world.Run(1);
        world.Hosts[1].Pause(TimeSpan.FromSeconds(0.1));
        world.Hosts[0].StartDaemon();
        world.Run(20);
        Assert.That(world.Serves(0) && world.Serves(1), Is.False);
    }

    [Test]
    public void A_wiped_register_without_a_state_file_is_silent_until_the_operator_claims()
    {
        World world = World.BeginServing();
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.Serves(1), 10, "node 1 serves");
        world.Hosts[1].PowerOff("test");
        world.Device.Wipe(0);
        world.Hosts[0].StateFile = null;
        world.Hosts[0].PowerOn();
        world.Run(30);
        Assert.That(world.Hosts[0].Daemon!.Snapshot.Wiped);
        Assert.That(world.Serves(0), Is.False);
        Assert.That(world.Hosts[0].StateFile, Is.Null, "or the next start would not know that it was wiped");
        world.Hosts[0].Kill();
        world.Hosts[0].StartDaemon();
        world.Run(30);
        Assert.That(world.Hosts[0].Daemon!.Snapshot.Wiped, "a restart does not make it known again");
        world.Order(0, new OperatorCommand.Claim(5, 0));
        world.Await(() => world.Serves(0), 20, "node 0 serves after the order");
        Assert.That(world.Answered(5), Is.True);
        Assert.That(world.Checker.Takeovers.Select(takeover => takeover.Epoch), Is.Ordered.Ascending);
    }

    [Test]
    public void A_claim_ordered_while_the_register_cannot_be_read_is_not_told_that_it_is_not_wiped()
    {
        World world = new(new WorldOptions());
        world.Device.Wipe(0);
        world.Hosts[0].StateFile = null;
        world.Device.Set(0, Access.Fails);
        world.Hosts[0].PowerOn();
        world.Run(5);
        world.Order(0, new OperatorCommand.Claim(5, 0));
        Assert.That(world.Answers.Single().Text, Does.Contain("cannot be read"));
        Assert.That(world.Answered(5), Is.False);
    }

    [Test]
    public void A_wiped_register_with_a_state_file_goes_on_above_everything_it_wrote()
    {
        World world = World.BeginServing();
        world.Hosts[0].PowerOff("test");
        world.Device.Wipe(0);
        world.Hosts[0].PowerOn();
        world.Await(() => world.IsSettled(0) || world.IsSettled(1), 60, "somebody serves and the other one is ready");
    }

    [Test]
    public void A_wiped_state_file_leaves_the_register_to_go_by()
    {
        World world = World.BeginServing();
        world.Hosts[0].PowerOff("test");
        world.Hosts[0].StateFile = null;
        world.Hosts[0].PowerOn();
        world.Await(() => world.IsSettled(0) || world.IsSettled(1), 60, "somebody serves and the other one is ready");
    }

    [TestCase(0)]
    [TestCase(1)]
    public void A_first_look_that_fails_is_tried_again(int node)
    {
        World world = new(new WorldOptions());
        world.Hosts[node].StateFile = null;
        world.Hosts[node].PowerOn();
        world.Device.Unreadable[1 - node, node] = 0x3;
        world.Run(5);
        world.Device.Unreadable[1 - node, node] = 0;
        world.Await(() => world.Serves(node), 20, "it serves once it could read");
    }

    [Test]
    public void A_state_file_that_fails_delays_a_claim_and_no_heartbeat()
    {
        World world = World.BeginServing();
        world.Hosts[1].StateFileFails = true;
        world.Hosts[0].PowerOff("test");
        world.Run(20);
        Assert.That(world.Phase(1), Is.EqualTo(GroupPhase.Standby));
        Assert.That(world.Decided<Decision.StateNotSaved>(1).Count(), Is.EqualTo(1));
        ulong before = Sequence(world, 1);
        world.Run(2);
        Assert.That(Sequence(world, 1), Is.GreaterThan(before + 15), "heartbeats go on");
        world.Hosts[1].StateFileFails = false;
        world.Await(() => world.Serves(1), 10, "node 1 serves");
    }

    [Test]
    public void A_state_file_that_never_answers_keeps_a_daemon_silent_from_its_start()
    {
        World world = new(new WorldOptions());
        world.Hosts[0].StateFileDelay = TimeSpan.FromHours(1);
        world.Hosts[0].PowerOn();
        world.Run(30);
        Assert.That(world.Checker.Shown(0, 0).Role, Is.EqualTo(GroupRole.Unknown));
    }

    [Test]
    public void An_owner_whose_state_file_fails_goes_on_serving()
    {
        World world = World.BeginServing();
        world.Hosts[0].StateFileFails = true;
        world.Run(300);
        Assert.That(world.IsSettled(0));
    }

    [Test]
    public void Used_up_epochs_are_refused_and_reported()
    {
        World world = new(new WorldOptions());
        world.Hosts[0].StateFile = new PersistentState(
            1, 0, false, TimeSpan.Zero, [new PersistentGroup(0, uint.MaxValue - 1, 0)]);
        world.Hosts[0].PowerOn();
        world.Run(30);
        Assert.That(world.Serves(0), Is.False);
        Assert.That(world.Decided<Decision.GiveUp>(0).Count(), Is.EqualTo(1));
    }

    [Test]
    public void The_last_epoch_is_used_and_the_one_after_it_is_not()
    {
        World world = new(new WorldOptions());
        world.Hosts[0].StateFile = new PersistentState(
            1, 0, false, TimeSpan.Zero, [new PersistentGroup(0, uint.MaxValue - 3, 0)]);
        world.Hosts[0].PowerOn();
        world.Await(() => world.Serves(0), 20, "node 0 serves");
        Assert.That(world.Checker.ServedEpoch(0), Is.EqualTo(uint.MaxValue - 1));
    }

    private static ulong Sequence(World world, int node)
    {
        Beast.Quorum.Core.Device.RingView view = new();
        world.Hosts[node].Readers[node].Read(world.Device.Ring(node), 0, node, view);
        return view.Newest.Sequence;
    }
}
