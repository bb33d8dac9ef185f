using Beast.Quorum.EndToEnd.Tests.Support;
using Beast.Quorum.Lab.Devices;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.EndToEnd.Tests.Daemon;

/// <summary>A quorum device that is not there, goes, and returns.</summary>
[TestFixture]
internal sealed class DeviceTroubleTests
{
    private PairSetup pair = null!;

    [SetUp]
    public void MakePair() => pair = PairSetup.Ready();

    [TearDown]
    public void RemovePair() => pair?.Dispose();

    [Test]
    public void An_owner_goes_on_while_its_device_fails_and_says_so_once()
    {
        BlockServer[] servers = [Serve(0), Serve(1)];
        try
        {
            pair.Nodes[0].UseSocket(pair.File("device0"));
            pair.Nodes[1].UseSocket(pair.File("device1"));
            using DaemonUnderTest zero = pair.Nodes[0].Start();
            using DaemonUnderTest one = pair.Nodes[1].Start();
            zero.AwaitServing(1);
            zero.Await(() => zero.Status()!.Groups[0].PeerReady, "its peer is ready");

            foreach (BlockServer server in servers)
            {
                server.Dispose();
            }

            zero.AwaitEvent("device_lost");
            one.AwaitEvent("device_lost");
            Assert.That(zero.Status()!.Device.Lost, Is.True);
            Assert.That(zero.Served(), Has.Count.EqualTo(1), "the interlinks keep the lease");

            servers = [Serve(0), Serve(1)];
            zero.AwaitEvent("device_back");
            one.AwaitEvent("device_back");
            Assert.That(zero.Served(), Has.Count.EqualTo(1));
            Assert.That(zero.Count("device_lost"), Is.EqualTo(1), "reported once");
            Assert.That(zero.Count("demotion_begun") + one.Count("claim_made"), Is.Zero);
        }
        finally
        {
            Array.ForEach(servers, server => server.Dispose());
        }
    }

    [Test]
    public void A_daemon_starts_without_its_device_and_uses_it_when_it_returns()
    {
        using (DaemonUnderTest before = pair.First.Start())
        {
            before.AwaitServing(1);
            before.Signal(Signals.Terminate);
            Assert.That(before.Ended(), Is.Zero);
        }

        string aside = pair.File("aside");
        File.Move(pair.Device, aside);
        using DaemonUnderTest daemon = pair.First.Start();
        daemon.Await(() => daemon.Status() is { Device.Lost: true }, "it misses its device");
        Assert.That(daemon.Served(), Is.Empty, "no ownership without the device");

        File.Move(aside, pair.Device);

        daemon.AwaitServing(1);
        Assert.That(daemon.Status()!.Device.Ok, Is.True);
    }

    [Test]
    public void A_daemon_that_waits_for_a_device_it_never_saw_ends_when_told()
    {
        pair.First.StateDirectory = pair.File("new");
        pair.First.Write();
        File.Delete(pair.Device);
        using DaemonUnderTest daemon = pair.First.Start();
        daemon.AwaitEvent("note");
        Assert.That(daemon.Output(), Does.Contain("waiting for the quorum device"));

        daemon.Signal(Signals.Terminate);

        Assert.That(daemon.Ended(), Is.Zero, daemon.Output());
    }

    private BlockServer Serve(int node) => new(pair.Device, pair.File($"device{node}"));
}
