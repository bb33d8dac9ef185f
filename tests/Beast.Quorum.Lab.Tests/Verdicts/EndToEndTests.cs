using Beast.Quorum.Lab.Client;
using Beast.Quorum.Lab.Tests.Support;
using Beast.Quorum.Lab.Verdicts;

namespace Beast.Quorum.Lab.Tests.Verdicts;

/// <summary>The client and the checker over real hosts: a good run passes, every negative control fails.</summary>
public sealed class EndToEndTests
{
    private LabPair _pair = null!;
    private LabClient _client = null!;

    [SetUp]
    public void Start_a_pair()
    {
        _pair = new LabPair();
        _pair.Serve(0);
        _client = _pair.NewClient();
        _client.Start();
        WaitForWrites(100);
    }

    [TearDown]
    public void Stop_it()
    {
        _client.Dispose();
        _pair.Dispose();
    }

    [Test]
    public void A_takeover_after_a_power_off_passes_and_its_gap_is_seen()
    {
        _pair.PowerOff(0);
        long before = _client.Report.WritesAcked;
        // Longer than the gap's threshold: the client must report it.
        long start = Environment.TickCount64;
        Eventually.True(() => Environment.TickCount64 - start > 300, "300 ms without a host");
        _pair.Serve(1);
        WaitForWrites(before + 100);
        _pair[0].PowerOn();
        Verdict verdict = _pair.Judge(_client);
        Assert.That(verdict.Findings, Is.Empty);
        Assert.That(verdict.Passed, Is.True);
        Assert.That(verdict.WritesAcked, Is.GreaterThanOrEqualTo(200));
        Assert.That(verdict.LongestGapMs, Is.GreaterThan(290));
        Assert.That((verdict.DoubleImportMs, verdict.DoubleServingMs), Is.EqualTo((0.0, 0.0)));
    }

    [Test]
    public void A_switchover_passes()
    {
        _pair.Do(0, "sysctl kern.cam.ctl.ha_role=1");
        _pair.Do(0, "zpool export beast");
        long before = _client.Report.WritesAcked;
        _pair.Serve(1);
        WaitForWrites(before + 100);
        Verdict verdict = _pair.Judge(_client);
        Assert.That(verdict.Findings, Is.Empty);
        Assert.That(_client.ActivePath, Is.EqualTo(1));
    }

    [Test]
    public void Both_hosts_forced_to_serve_is_a_fail()
    {
        Assert.That(_pair[1].Control("force-serve", "beast").Exit, Is.Zero);
        WaitForWrites(_client.Report.WritesAcked + 50);
        Verdict verdict = _pair.Judge(_client);
        Assert.That(verdict.Passed, Is.False);
        Assert.That(verdict.DoubleImportMs, Is.GreaterThan(0));
        Assert.That(verdict.DoubleServingMs, Is.GreaterThan(0));
    }

    [Test]
    public void A_pool_imported_twice_is_a_fail_even_if_only_one_host_serves()
    {
        _pair.Do(1, "zpool import -f -N -o cachefile=none beast");
        Verdict verdict = _pair.Judge(_client);
        Assert.That(verdict.Passed, Is.False);
        Assert.That(verdict.DoubleImportMs, Is.GreaterThan(0));
        Assert.That(verdict.DoubleServingMs, Is.Zero);
    }

    [Test]
    public void A_dropped_write_is_a_fail()
    {
        Assert.That(_pair[0].Control("drop-writes", "1").Exit, Is.Zero);
        Eventually.True(() => _client.Report.WritesLost > 0, "the client misses a write");
        Verdict verdict = _pair.Judge(_client);
        Assert.That(verdict.Passed, Is.False);
        Assert.That(verdict.WritesLost, Is.GreaterThan(0));
    }

    [Test]
    public void A_stale_read_is_a_fail()
    {
        Assert.That(_pair[0].Control("stale-reads", "1").Exit, Is.Zero);
        Eventually.True(() => _client.Report.WrongReads > 0, "the client reads something old");
        Verdict verdict = _pair.Judge(_client);
        Assert.That(verdict.Passed, Is.False);
        Assert.That(verdict.WrongReads, Is.GreaterThan(0));
        Assert.That(verdict.WritesLost, Is.Zero);
    }

    [Test]
    public void A_frozen_host_is_a_gap_and_the_portals_verify_afterwards()
    {
        _pair[0].FreezeHost(true);
        Eventually.True(() => _client.Report.Gaps is [.., { Length: > 4_000_000 }], "a gap over 400 ms");
        _pair[0].FreezeHost(false);
        WaitForWrites(_client.Report.WritesAcked + 50);
        _client.Stop();
        _client.VerifyThroughPortals(TimeSpan.FromSeconds(10));
        Assert.That(_pair.Judge(_client).Findings, Is.Empty);
    }

    private void WaitForWrites(long count) =>
        Eventually.True(() => _client.Report.WritesAcked >= count, $"{count} acknowledged writes");
}
