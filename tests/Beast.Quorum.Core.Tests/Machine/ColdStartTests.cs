using Beast.Quorum.Core.Machine;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Machine;

/// <summary>DESIGN 5.8: the first words of a daemon.</summary>
public class ColdStartTests
{
    [Test]
    public void Both_nodes_start_and_the_preferred_one_serves()
    {
        World world = World.BeginServing();
        Assert.That(world.Serves(1), Is.False);
        Assert.That(world.Checker.Takeovers, Has.Count.EqualTo(1));
        Assert.That(world.Offs, Is.Empty);
    }

    [Test]
    public void One_node_starts_alone_and_an_empty_ring_of_the_peer_makes_it_wait_P()
    {
        World world = new(new WorldOptions());
        world.Hosts[1].PowerOn();
        TimeSpan wait = world.Options.Timing.PeerWait(world.Options.Timing.Watchdog);
        world.Await(() => world.Serves(1), 10, "the only node serves");
        Assert.That(world.Checker.Takeovers[0].At, Is.GreaterThanOrEqualTo(wait));
        Assert.That(world.Checker.Takeovers[0].At, Is.LessThan(wait + (6 * world.Options.Timing.Heartbeat)));
    }

    [Test]
    public void Nothing_is_published_before_the_pools_were_looked_at()
    {
        World world = new(new WorldOptions());
        world.Hosts[0].LooksFail = true;
        world.Hosts[0].PowerOn();
        world.Run(20);
        Assert.That(world.Phase(0), Is.EqualTo(GroupPhase.Starting));
        Assert.That(world.Decided<Decision.InspectionFailed>(0), Is.Not.Empty);
        world.Hosts[0].LooksFail = false;
        world.Await(() => world.Serves(0), 10, "it serves once it could look");
    }
}
