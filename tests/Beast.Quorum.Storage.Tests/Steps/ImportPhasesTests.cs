using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Plans;
using Beast.Quorum.Storage.Steps;
using Beast.Quorum.Storage.Tests.Support;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Tests.Steps;

[TestFixture]
internal sealed class ImportPhasesTests
{
    private const string Devices =
        "/sbin/zpool import -d /dev/ada1 -d /dev/ada2 -d /dev/ada3 -f -N -o cachefile=none beast";

    private const string Scan = "/sbin/zpool import -f -N -o cachefile=none beast";
    private const string WithoutLog = "/sbin/zpool import -f -m -N -o cachefile=none beast";
    private const string Property = "/sbin/zpool get -H -o value cachefile beast";

    private static readonly CommandResult Ok = Transcript.Exit(0);
    private static readonly CommandResult NoLog = Transcript.Get("zpool-import", "missing log device, FreeBSD 10.4");
    private static readonly CommandResult NoPool = Transcript.Get("zpool-import", "no such pool, FreeBSD 10.4");

    private readonly CacheFiles files = new();

    private string Cache => $"/sbin/zpool import -c {files.Store.CachePath("beast")} -f -N -o cachefile=none beast";

    [OneTimeTearDown]
    public void Remove() => files.Dispose();

    [SetUp]
    public void Keep() => files.Keep();

    [Test]
    public void A_verified_cache_file_comes_first_and_the_detail_names_it_with_its_time()
    {
        FakeHost host = Host();
        host.On(Cache, _ =>
        {
            host.Time.Advance(TimeSpan.FromSeconds(1.2));
            return Ok;
        });
        StepResult result = host.Run(StepKind.ImportPool, "beast");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(result.Detail, Is.EqualTo("pool beast imported read-write by its cache file in 1.2 s"));
        Assert.That(host.Log[^2..], Is.EqualTo(new[] { Cache, Property }));
    }

    [Test]
    public void What_fails_by_cache_file_is_tried_on_the_devices_and_then_by_a_scan()
    {
        FakeHost host = Host().On(Cache, NoPool).On(Devices, NoPool).On(Scan, Ok);
        StepResult result = host.Run(StepKind.ImportPool, "beast");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(result.Detail, Is.EqualTo("pool beast imported read-write by a scan of all disks in 0.0 s; " +
            "before: by its cache file NoSuchPool in 0.0 s, by its devices NoSuchPool in 0.0 s"));
        Assert.That(host.Log, Is.EqualTo(new[] { "/sbin/zpool version", Cache, Devices, Scan, Property }));
    }

    [Test]
    public void Illumos_takes_no_devices_so_a_scan_follows_at_once()
    {
        FakeHost host = Host(ZfsFamily.Illumos).On(Cache, NoPool).On(Scan, Ok);
        Assert.That(host.Run(StepKind.ImportPool, "beast").Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(host.Log[1..], Is.EqualTo(new[] { Cache, Scan, Property }));
    }

    [TestCase("in use elsewhere, OpenZFS")]
    [TestCase("active elsewhere, OpenZFS multihost")]
    [TestCase("active elsewhere, OpenZFS multihost at the claim")]
    [TestCase("no host id, OpenZFS multihost")]
    [TestCase("multihost claim cannot be written, OpenZFS")]
    [TestCase("suspended")]
    [TestCase("not root")]
    [TestCase("name taken, FreeBSD 10.4")]
    public void A_refusal_that_a_scan_cannot_change_is_not_asked_again(string text)
    {
        FakeHost host = Host().On(Cache, Transcript.Get("zpool-import", text));
        Assert.That(host.Run(StepKind.ImportPool, "beast").Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(host.Log[1..], Is.EqualTo(new[] { Cache }));
    }

    [Test]
    public void A_pool_that_is_imported_already_ends_the_search()
    {
        FakeHost host = Host().On(Cache, Transcript.Get("zpool-import", "already imported, FreeBSD 10.4"))
            .On("/sbin/zpool list -H -o name", Transcript.Exit(0, "beast\n"))
            .On("/sbin/zpool get -H -o value readonly beast", Transcript.Exit(0, "off\n"));
        Assert.That(host.Run(StepKind.ImportPool, "beast").Outcome, Is.EqualTo(StepOutcome.AlreadySo));
        Assert.That(host.Log, Does.Not.Contain(Scan));
    }

    [TestCase(CommandEnd.Signalled)]
    public void A_zpool_that_dies_of_the_cache_file_is_followed_by_a_scan(CommandEnd end)
    {
        FakeHost host = Host(ZfsFamily.Illumos).On(Cache, Transcript.End(end)).On(Scan, Ok);
        Assert.That(host.Run(StepKind.ImportPool, "beast").Outcome, Is.EqualTo(StepOutcome.Done));
    }

    [TestCase(CommandEnd.TimedOut, StepOutcome.TimedOut)]
    [TestCase(CommandEnd.Abandoned, StepOutcome.Abandoned)]
    [TestCase(CommandEnd.Refused, StepOutcome.Refused)]
    public void A_phase_that_does_not_end_is_the_end_of_the_step(CommandEnd end, StepOutcome outcome)
    {
        FakeHost host = Host().On(Cache, Transcript.End(end));
        Assert.That(host.Run(StepKind.ImportPool, "beast").Outcome, Is.EqualTo(outcome));
        Assert.That(host.Log[1..], Is.EqualTo(new[] { Cache }));
    }

    [Test]
    public void The_deadline_holds_over_all_phases_together()
    {
        FakeHost host = Host();
        host.On(Cache, _ =>
        {
            host.Time.Advance(TimeSpan.FromSeconds(29));
            return NoPool;
        }).On(Devices, request =>
        {
            Assert.That(request.Deadline, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(1)));
            host.Time.Advance(request.Deadline);
            return NoPool;
        });
        StepResult result = host.Run(StepKind.ImportPool, "beast", seconds: 30);
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.TimedOut));
        Assert.That(result.Detail, Does.Contain("before: by its cache file NoSuchPool in 29.0 s"));
        Assert.That(host.Log[1..], Is.EqualTo(new[] { Cache, Devices }));
    }

    [Test]
    public void A_lease_that_ends_between_two_phases_ends_the_step()
    {
        FakeHost host = Host();
        host.On(Cache, _ =>
        {
            host.MayStart = false;
            return NoPool;
        });
        Assert.That(host.Run(StepKind.ImportPool, "beast").Outcome, Is.EqualTo(StepOutcome.Refused));
        Assert.That(host.Log[1..], Is.EqualTo(new[] { Cache }));
    }

    [Test]
    public void Without_import_cache_there_is_a_scan_only()
    {
        FakeHost host = Host().On(Scan, Ok);
        host.Group = host.Group with { ImportCache = false };
        host.Run(StepKind.ImportPool, "beast");
        Assert.That(host.Log[1..], Is.EqualTo(new[] { Scan, Property }));
    }

    [Test]
    public void A_cache_file_that_fails_its_check_is_not_used()
    {
        File.WriteAllBytes(files.Store.CachePath("beast"), CacheFiles.Xdr(guid: 1));
        FakeHost host = Host().On(Scan, Ok);
        host.Run(StepKind.ImportPool, "beast");
        Assert.That(host.Log[1..], Is.EqualTo(new[] { Scan, Property }));
    }

    [Test]
    public void A_standby_s_import_scans_and_never_goes_without_the_log()
    {
        const string ReadOnly = "/sbin/zpool import -f -N -o readonly=on -o cachefile=none beast";
        FakeHost host = Host().On(ReadOnly, NoLog);
        host.Group = host.Group with { ImportMissingLog = true };
        Assert.That(host.Run(StepKind.ImportReadOnly, "beast").Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(host.Log[1..], Is.EqualTo(new[] { ReadOnly }));
    }

    [Test]
    public void A_missing_log_device_is_a_failure_unless_the_configuration_allows_it()
    {
        FakeHost host = Host(ZfsFamily.Illumos).On(Cache, NoLog).On(Scan, NoLog);
        StepResult result = host.Run(StepKind.ImportPool, "beast");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(result.Detail, Does.Contain("(MissingLogDevice, exit 1)").And.Contain("import_missing_log"));
        Assert.That(host.Log, Does.Not.Contain(WithoutLog));
    }

    [Test]
    public void Where_it_is_allowed_it_comes_last_and_says_what_may_be_lost()
    {
        FakeHost host = Host(ZfsFamily.Illumos).On(Cache, NoLog).On(Scan, NoLog).On(WithoutLog, Ok);
        host.Group = host.Group with { ImportMissingLog = true };
        StepResult result = host.Run(StepKind.ImportPool, "beast");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(result.Detail, Does.Contain("what was acknowledged last may be lost"));
        Assert.That(host.Log[1..], Is.EqualTo(new[] { Cache, Scan, WithoutLog, Property }));
    }

    [Test]
    public void A_missing_disk_is_never_answered_with_m()
    {
        FakeHost host = Host(ZfsFamily.Illumos).On(Cache, NoPool)
            .On(Scan, Transcript.Get("zpool-import", "missing devices, listed"));
        host.Group = host.Group with { ImportMissingLog = true };
        Assert.That(host.Run(StepKind.ImportPool, "beast").Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(host.Log, Does.Not.Contain(WithoutLog));
    }

    [Test]
    public void A_pool_whose_mounts_failed_is_imported()
    {
        FakeHost host = Host()
            .On(Cache, Transcript.Exit(1, "", "Import was successful, but unable to mount some datasets\n"))
            .On("/sbin/zpool list -H -o name", Transcript.Exit(0, "beast\n"))
            .On("/sbin/zpool get -H -o value readonly beast", Transcript.Exit(0, "off\n"));
        Assert.That(host.Run(StepKind.ImportPool, "beast").Outcome, Is.EqualTo(StepOutcome.AlreadySo));
    }

    [Test]
    public void The_plan_prints_every_phase()
    {
        FakeHost host = Host();
        host.Group = host.Group with { ImportMissingLog = true };
        var step = new PlanStep(
            0, 0, StepKind.ImportPool, "beast", TimeSpan.FromSeconds(1), FailureRule.FailPlan, RetryRule.Once);
        string text = PlanText.Of(host.Group, new Plan(Transition.Takeover, [step]), host.System);
        Assert.That(text, Does.Contain($"       {Cache}\n       then, if needed: {Devices}\n" +
            $"       then, if needed: {Scan}\n       then, if needed: {WithoutLog}\n"));
    }

    private FakeHost Host(ZfsFamily family = ZfsFamily.OpenZfs)
    {
        var host = new FakeHost(stateDirectory: files.StateDirectory);
        return host.Knows(family).On(Property, Transcript.Exit(0, "none\n"));
    }
}
