using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>DESIGN 5.6: claims, withdrawals, two claimants.</summary>
public class ClaimTests
{
    [Test]
    public void A_claim_that_was_written_once_is_no_claim_yet()
    {
        World world = World.BeginServing();
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.Device.Newest(1).Groups[0].Role == GroupRole.Claim, 5, "the claim is on the device");
        world.Device.Set(1, Access.WritesFail);
        world.Run(20);
        Assert.That(world.Decided<Decision.PublishOwnership>(1), Is.Empty);
    }

    [TestCase(GroupRole.Own)]
    [TestCase(GroupRole.Releasing)]
    public void A_sign_of_life_of_an_owner_withdraws_even_at_the_last_read(GroupRole role)
    {
        World world = World.BeginServing();
        Record last = world.Device.Newest(0);
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.Phase(1) == GroupPhase.Confirming, 10, "node 1 publishes own");
        last.Sequence += 5;
        last.Groups[0].Role = role;
        world.Hosts[1].Daemon!.Receive(0, world.Sign(last));
        Assert.That(world.Phase(1), Is.EqualTo(GroupPhase.Standby));
    }

    [Test]
    public void A_claim_is_withdrawn_when_the_owner_speaks_and_the_owner_goes_on()
    {
        World world = World.BeginServing(new WorldOptions { Timing = TimingPresets.Balanced });
        world.Run(1);
        world.Interlinks[0].CutBoth(true);
        world.Device.Set(0, Access.Hangs);
        world.Await(() => world.Phase(1) == GroupPhase.Claiming, 10, "node 1 claims");
        world.Device.Set(0, Access.Works);
        world.Await(() => world.Decided<Decision.WithdrawClaim>(1).Any(), 3, "node 1 withdraws");
        world.Run(30);
        Assert.That(world.Serves(0));
        Assert.That(world.Checker.Takeovers, Has.Count.EqualTo(1));
        Assert.That(world.Decided<Decision.BeginDemotion>(0), Is.Empty);
    }

    [Test]
    public void Withdrawals_in_a_row_make_the_next_claim_wait_longer()
    {
        World world = World.BeginServing(new WorldOptions { Timing = TimingPresets.Safe, Watchdog = false });
        world.Interlinks[0].CutBoth(true);
        List<double> silences = [];
        for (int round = 0; round < 3; round++)
        {
            TimeSpan from = world.Now;
            world.Device.Set(0, Access.Hangs);
            int claims = world.Decided<Decision.MakeClaim>(1).Count();
            if (!world.RunUntil(() => world.Decided<Decision.MakeClaim>(1).Count() > claims, 9.9))
            {
                silences.Add(9.9);
            }
            else
            {
                silences.Add((world.Now - from).TotalSeconds);
            }

            world.Device.Set(0, Access.Works);
            world.Run(2);
        }

        Assert.That(silences[0], Is.InRange(5.5, 7));
        Assert.That(silences[1], Is.GreaterThan(9.5), "min(2 s, L - d) = 10 s");
        Assert.That(world.Serves(0));
    }

    [Test]
    public void When_both_claim_the_preferred_node_stays()
    {
        for (ulong seed = 1; seed < 40; seed++)
        {
            World world = World.Begin(new WorldOptions
            {
                Seed = seed,
                Group = group => group with { Preferred = (int)(seed % 2) },
            });
            world.Await(() => world.IsSettled((int)(seed % 2)), 20, "the preferred node serves");
        }
    }

    [Test]
    public void When_both_are_alive_and_nobody_owns_somebody_claims()
    {
        World world = World.BeginServing();
        world.Hosts[0].PowerOff("test");
        world.Hosts[1].PowerOff("test");
        world.Hosts[0].PowerOn();
        world.Hosts[1].PowerOn();
        world.Await(() => world.Serves(0) || world.Serves(1), 15, "somebody serves");
    }

    [Test]
    public void The_other_node_claims_when_the_preferred_one_does_not()
    {
        World world = World.Begin();
        world.Hosts[0].StateFileFails = false;
        world.Behave(0, StepKind.VerifyPoolGone, new StepBehaviour(TimeSpan.FromMilliseconds(10), Works: false));
        world.Behave(0, StepKind.ImportPool, new StepBehaviour(TimeSpan.FromMilliseconds(10), Works: false));
        world.Run(20);
        world.BehaveWell();
        world.Await(() => world.Serves(0) || world.Serves(1), 60, "somebody serves");
    }

    [Test]
    public void A_dead_claimants_claim_does_not_stop_a_live_owner()
    {
        World world = World.BeginServing(new WorldOptions { Timing = TimingPresets.Balanced });
        world.Run(1);
        world.Interlinks[0].CutBoth(true);
        world.Device.Set(0, Access.Hangs);
        world.Await(() => world.Checker.Shown(1, 0).Role == GroupRole.Claim, 10, "node 1 claims");
        world.Run(0.5);
        world.Hosts[1].PowerOff("test");
        world.Device.Set(0, Access.Works);
        world.Run(60);
        Assert.That(world.Serves(0), world.Tail(20));
        Assert.That(world.Offs, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_node_that_writes_and_cannot_read_claims_nothing()
    {
        World world = World.BeginServing();
        world.Interlinks[0].CutBoth(true);
        world.Device.Set(1, Access.ReadsFail);
        world.Run(120);
        Assert.That(world.Serves(0));
        Assert.That(world.Decided<Decision.MakeClaim>(1), Is.Empty);
    }

    [Test]
    public void Own_lateness_is_no_evidence_of_the_peers_death()
    {
        World world = World.BeginServing();
        world.Interlinks[0].CutBoth(true);
        for (int round = 0; round < 20; round++)
        {
            world.Hosts[1].Pause(TimeSpan.FromSeconds(5));
            world.Run(6);
        }

        Assert.That(world.Decided<Decision.MakeClaim>(1), Is.Empty);
        Assert.That(world.Serves(0));
    }

    [Test]
    public void Lateness_again_and_again_delays_a_takeover_and_does_not_prevent_it()
    {
        World world = World.BeginServing();
        world.Run(1);
        world.Hosts[0].PowerOff("test");
        for (int round = 0; round < 8; round++)
        {
            world.Hosts[1].Pause(TimeSpan.FromMilliseconds(500));
            world.Run(1.9);
        }

        Assert.That(world.Serves(1), world.Tail(20));
    }

    [Test]
    public void A_daemon_that_starts_beside_a_silent_owner_waits_from_its_first_read()
    {
        World world = World.BeginServing();
        world.Hosts[1].PowerOff("test");
        world.Run(5);
        world.Hosts[0].PowerOff("test");
        world.Run(30);
        TimeSpan started = world.Now;
        world.Hosts[1].PowerOn();
        world.Await(() => world.Serves(1), 10, "node 1 serves");
        TimeSpan peerWait = world.Options.Timing.PeerWait(world.Options.Timing.Watchdog);
        Assert.That(world.Checker.Takeovers[^1].At - started, Is.GreaterThan(peerWait));
    }

    [TestCase(2)]
    [TestCase(5)]
    [TestCase(64)]
    public void Several_groups_move_together_and_one_by_one(int groups)
    {
        World world = World.BeginServing(new WorldOptions { Groups = groups });
        world.Order(0, new OperatorCommand.Switchover(1, groups - 1, 1));
        world.Await(() => world.Serves(1, groups - 1), 10, "one group moved");
        Assert.That(world.Serves(0, 0));
        world.Await(() => world.Answered(1) is not null, 5, "answered");
        world.Hosts[0].PowerOff("test");
        world.Await(() => world.ServesAll(1), 20, "node 1 serves all");
        world.Hosts[0].PowerOn();
        world.Await(() => world.IsSettled(1), 20, "node 0 is ready");
    }

    [Test]
    public void Groups_of_both_nodes_survive_either_owner()
    {
        World world = World.Begin(new WorldOptions
        {
            Groups = 4,
            Group = group => group with { Preferred = group.Id % 2 },
        });
        world.Await(
            () => world.Serves(0, 0) && world.Serves(1, 1) && world.Serves(0, 2) && world.Serves(1, 3),
            20,
            "each group is served by its preferred node");
        world.Hosts[1].PowerOff("test");
        world.Await(() => world.ServesAll(0), 20, "node 0 serves all");
    }

    [Test]
    public void A_fault_of_one_group_leaves_the_others_alone()
    {
        World world = World.BeginServing(new WorldOptions { Groups = 3 });
        world.Behave(0, StepKind.ExportPool, new StepBehaviour(TimeSpan.FromMilliseconds(10), Works: false));
        world.Order(0, new OperatorCommand.Switchover(1, 1, 1));
        world.Run(20);
        Assert.That(world.ServesAll(0));
        Assert.That(world.Answered(1), Is.False);
    }
}
