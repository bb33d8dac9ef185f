using Beast.Quorum.Lab.Client;
using Beast.Quorum.Lab.Clock;
using Beast.Quorum.Lab.Records;
using Beast.Quorum.Lab.Tests.Support;

namespace Beast.Quorum.Lab.Tests.Client;

/// <summary>What an initiator does with its paths.</summary>
public sealed class ClientPathTests
{
    [Test]
    public void A_role_written_before_the_zvol_exists_drops_the_path_for_good()
    {
        using var pair = new LabPair();
        pair.Serve(0);
        using LabClient client = Running(pair, options => options);
        pair.Do(0, "sysctl kern.cam.ctl.ha_role=1");
        pair.Do(0, "zpool export beast");
        pair.Do(0, "sysctl kern.cam.ctl.ha_role=0");
        // The client must have met it: it asks every few milliseconds.
        long gap = LabClock.Now;
        Eventually.True(() => client.Report.LastAck < LabClock.Now - TimeSpan.TicksPerMillisecond * 300,
            "no write is acknowledged");
        pair.Do(0, "zpool import -N -o cachefile=none beast");
        pair.Do(0, "sysctl kern.cam.ctl.ha_role=0");
        Assert.That(pair[0].Tool("ctladm", "tur", "0").Exit, Is.Zero);
        Assert.That(client.Report.LastAck, Is.LessThan(gap), "the LUN is ready, the path is not used");
        pair.PowerOff(0);
        pair[0].PowerOn();
        pair.Serve(0);
        Eventually.True(() => client.Report.LastAck > gap, "a new session is used");
        Assert.That(pair.Judge(client).WritesLost, Is.Zero);
    }

    [Test]
    public void Active_active_uses_both_heads_and_the_secondary_forwards()
    {
        using var pair = new LabPair();
        pair.Serve(0);
        int port = HostPair.FreePort();
        pair.Do(0, $"sysctl kern.cam.ctl.ha_peer=\"listen 127.0.0.1:{port}\"");
        pair.Do(1, $"sysctl kern.cam.ctl.ha_peer=\"connect 127.0.0.1:{port}\"");
        Eventually.True(() => pair[1].Tool("ctladm", "tur", "0").Out == "Unit is ready\n", "node 1 forwards");
        using LabClient client = Running(pair, options => options with { ActiveActive = true });
        var paths = new HashSet<int>();
        Eventually.True(() => paths.Add(client.ActivePath) || paths.Count == 2, "both paths serve");
        Eventually.True(() => client.Report.WritesAcked > 50, "it goes on");
        Assert.That(pair.Judge(client), Has.Property("WritesLost").Zero.And.Property("WrongReads").Zero);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_request_on_a_broken_session_fails_over_only_with_fail_on_disconnection(bool fails)
    {
        using var pair = new LabPair();
        pair.Serve(0);
        using LabClient client = Running(pair, options => options with { FailOnDisconnection = fails });
        pair.PowerOff(0);
        pair.Serve(1);
        long served = LabClock.Now;
        if (fails)
        {
            Eventually.True(() => client.Report.LastAck > served, "the other path is used");
            Assert.That(client.ActivePath, Is.EqualTo(1));
        }
        else
        {
            Eventually.True(() => LabClock.Now - served > TimeSpan.TicksPerSecond / 2
                && client.Report.LastAck < served, "it waits for the session");
            pair[0].PowerOn();
            Eventually.True(() => client.Report.LastAck > served, "the session is back, its head is secondary");
        }

        Assert.That(pair.Judge(client).WritesLost, Is.Zero);
    }

    [Test]
    public void An_import_by_the_labs_own_hand_is_no_finding_and_one_of_the_daemons_is()
    {
        var history = new ServingHistory();
        history.Add(0, "100 pool beast rw");
        history.Add(1, "200 pool beast rw");
        history.HostDied(1, 300);
        history.Add(1, "400 pool beast rw");
        history.Add(1, "500 pool beast exported");
        history.Excuse(1, "beast", 150);
        Assert.That(history.Intervals(1, ServingKind.Import, 1000).Select(interval => interval.From),
            Is.EqualTo([400L]));
        Assert.That(history.Intervals(0, ServingKind.Import, 1000), Has.Count.EqualTo(1));
    }

    private static LabClient Running(LabPair pair, Func<LabClientOptions, LabClientOptions> change)
    {
        LabClient client = pair.NewClient(change);
        client.Start();
        Eventually.True(() => client.Report.WritesAcked > 10, "the client writes");
        return client;
    }
}
