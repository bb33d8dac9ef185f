using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>
/// What a live, a dead and a competing claim do (DESIGN 5.4, 5.6 step 5), with records forged by the key.
/// </summary>
public class ContestTests
{
    [Test]
    public void An_acknowledgement_beside_a_claim_renews_nothing()
    {
        World world = World.BeginServing();
        world.Device.Set(0, Access.Hangs);
        world.Interlinks[0].CutBoth(true);
        world.Run(0.5);
        Record claim = world.Device.Newest(1);
        claim.Sequence += 100;
        claim.Groups[0].Role = GroupRole.Claim;
        claim.Groups[0].Epoch = 3;
        claim.AckIncarnation = world.Hosts[0].Daemon!.Options.Incarnation;
        claim.AckSequence = ulong.MaxValue;
        TimeSpan before = world.Hosts[0].Daemon!.Snapshot.Groups[0].LeaseLeft!.Value;
        world.Hosts[0].Daemon!.Receive(0, world.Sign(claim));
        Assert.That(world.Hosts[0].Daemon!.Snapshot.Groups[0].LeaseLeft, Is.LessThanOrEqualTo(before));
    }

    [Test]
    public void A_claim_below_a_term_that_the_peer_turns_out_to_have_had_is_withdrawn()
    {
        World world = World.BeginServing();
        world.Hosts[0].PowerOff("test");
        PersistentState saved = world.Hosts[0].StateFile!;
        world.Hosts[0].StateFile = saved with { Groups = [new PersistentGroup(0, 8, 8)] };
        world.Await(() => world.Phase(1) == GroupPhase.Claiming, 5, "node 1 claims");
        world.Hosts[0].PowerOn();
        world.Await(() => world.Serves(0) || world.Serves(1), 20, "somebody serves");
        Assert.That(world.Decided<Decision.WithdrawClaim>(1).Single().Epoch, Is.EqualTo(3));
        Assert.That(world.Checker.ServedEpoch(0), Is.GreaterThan(8));
    }

    [Test]
    public void Hole_9_a_claim_whose_claimant_has_gone_silent_stops_renewals_only_for_x()
    {
        World world = World.BeginServing(new WorldOptions { Watchdog = false });
        world.Hosts[1].PowerOff("test");
        Forge(world, GroupRole.Claim, 1);
        world.Run(60);
        Assert.That(world.Serves(0));
        Assert.That(world.Decided<Decision.BeginDemotion>(0), Is.Empty);
    }

    [Test]
    public void A_live_claim_of_a_higher_epoch_ends_the_renewals_of_an_owner_that_goes_on_saying_own()
    {
        World world = World.BeginServing(new WorldOptions { Watchdog = false });
        world.Hosts[1].PowerOff("test");
        for (ulong turn = 1; turn < 20; turn++)
        {
            Forge(world, GroupRole.Claim, turn);
            Assert.That(world.Checker.Shown(0, 0).Role, Is.EqualTo(GroupRole.Own));
            world.Run(0.1);
        }

        TimeSpan left = world.Hosts[0].Daemon!.Snapshot.Groups[0].LeaseLeft!.Value;
        Assert.That(left, Is.LessThan(world.Options.Timing.Lease - TimeSpan.FromSeconds(1.5)));
    }

    [Test]
    public void An_ownership_is_not_confirmed_against_a_live_claim_of_a_higher_epoch()
    {
        World world = new(new WorldOptions());
        world.Hosts[0].PowerOn();
        world.Await(() => world.Phase(0) == GroupPhase.Confirming, 10, "node 0 publishes own");
        for (ulong turn = 1; turn < 100; turn++)
        {
            Forge(world, GroupRole.Claim, turn);
            world.Run(0.01);
        }

        Assert.That(world.Checker.Takeovers, Is.Empty);
    }

    [Test]
    public void An_owner_that_sees_a_later_owner_while_its_pool_is_imported_resets_its_host_at_once()
    {
        World world = World.BeginServing();
        world.Hosts[1].PowerOff("test");
        TimeSpan seen = world.Now;
        Forge(world, GroupRole.Own, 1);
        world.Await(() => world.Offs.Any(off => off.Node == 0), 2, "node 0 resets itself");
        Assert.That(world.Offs[^1].Reason, Does.StartWith("self-fence"));
        Assert.That(world.Offs[^1].At - seen, Is.LessThan(TimeSpan.FromSeconds(0.5)));
        Assert.That(world.Decided<Decision.DualClaim>(0).Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_restarted_daemon_that_finds_a_later_owner_in_the_register_does_not_adopt()
    {
        World world = World.BeginServing();
        world.Hosts[1].PowerOff("test");
        world.Hosts[0].Kill();
        Forge(world, GroupRole.Own, 1);
        world.Hosts[0].StartDaemon();
        world.Run(0.9);
        Assert.That(world.Decided<Decision.Adopt>(0), Is.Empty);
        Assert.That(world.Offs[^1].Node, Is.Zero);
        Assert.That(world.Offs[^1].Reason, Does.StartWith("self-fence"));
    }

    [Test]
    public void A_claimant_that_was_late_owns_only_after_a_read_issued_since()
    {
        int late = 0;
        for (int step = 0; step < 20; step++)
        {
            World world = World.BeginServing();
            world.Device.Delay = () => TimeSpan.FromMilliseconds(20);
            world.Hosts[0].PowerOff("test");
            world.Run(2.98 + (0.007 * step));
            world.Hosts[1].Pause(TimeSpan.FromSeconds(0.45));
            world.Run(0.45);
            TimeSpan woke = world.Now;
            world.Run(1);
            if (world.FirstAfter<Decision.AdmitLateness>(1, woke - TimeSpan.FromMilliseconds(1)) is not null)
            {
                late++;
                TimeSpan owned = world.FirstAfter<Decision.PublishOwnership>(1, woke - TimeSpan.FromMilliseconds(1))
                    ?? TimeSpan.MaxValue;
                Assert.That(owned - woke, Is.GreaterThan(TimeSpan.FromMilliseconds(19)), $"step {step}");
            }
        }

        Assert.That(late, Is.GreaterThan(5), "or this test shows nothing");
    }

    /// <summary>Puts a record into the ring of node 1, newer than everything in it.</summary>
    private static void Forge(World world, GroupRole role, ulong turn)
    {
        Record record = new()
        {
            Node = 1,
            Sequence = (1000UL << 32) + turn,
            TimingFingerprint = world.Identity.TimingFingerprint,
            GroupCount = 1,
        };
        record.Groups[0] = new GroupEntry { Id = 0, Role = role, Epoch = 1001, HighestSeen = 1001 };
        Span<byte> block = world.Device.Block(1, (int)(turn % 8));
        RecordCodec.Encode(record, world.Identity.ClusterId, world.Key, block);
    }
}
