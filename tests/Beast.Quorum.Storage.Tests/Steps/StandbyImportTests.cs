using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Inspection;
using Beast.Quorum.Storage.Tests.Support;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Tests.Steps;

/// <summary>
/// <c>standby_import: readonly</c> through whole plans on a host that remembers how its pool is imported: the chain
/// that kept every acknowledged write on a real pair, and the rule that a stale read-write import is never exported.
/// </summary>
[TestFixture]
internal sealed class StandbyImportTests
{
    private const string Export = "/sbin/zpool export beast";
    private const string Import = "/sbin/zpool import -f -N -o cachefile=none beast";
    private const string ImportReadOnly = "/sbin/zpool import -f -N -o readonly=on -o cachefile=none beast";

    private ImportState pool;
    private FakeHost host = null!;

    [SetUp]
    public void Prepare()
    {
        pool = ImportState.No;
        host = new FakeHost();
        host.Group = host.Group with { StandbyImport = StandbyImport.ReadOnly, Ctld = false, HaPeer = null };
        host.On("/sbin/zpool list -H -o name", _ => Transcript.Exit(0, pool == ImportState.No ? "" : "beast\n"))
            .On("/sbin/zpool list -H -p -o name,guid,health",
                _ => Transcript.Exit(0, pool == ImportState.No ? "" : "beast\t1\tONLINE\n"))
            .On("/sbin/zpool get -H -o value readonly beast",
                _ => Transcript.Exit(0, pool == ImportState.ReadOnly ? "on\n" : "off\n"))
            .On("/sbin/zpool get -H -o value cachefile beast", Transcript.Exit(0, "none\n"))
            .On(Export, _ => Become(ImportState.No, pool != ImportState.No, "not imported, FreeBSD 10.4"))
            .On(Import, _ => Become(ImportState.ReadWrite, pool == ImportState.No, "already imported, FreeBSD 10.4"))
            .On(ImportReadOnly,
                _ => Become(ImportState.ReadOnly, pool == ImportState.No, "already imported, FreeBSD 10.4"))
            .On("/usr/sbin/ctladm tur 0", Transcript.Get("ctladm", "tur, ready"));
        string why = "";
        host.Paths.Setup(paths => paths.CanOpen("/dev/zvol/beast/v0", out why)).Returns(true);
    }

    [Test]
    public void A_standby_imports_read_only_exports_it_at_a_takeover_and_gets_it_back_after_a_release()
    {
        Assert.That(Run(Transition.Rejoin), Is.True);
        Assert.That(pool, Is.EqualTo(ImportState.ReadOnly));
        Assert.That(Run(Transition.Rejoin), Is.True, "again, with the import standing");
        host.Log.Clear();
        Assert.That(Run(Transition.Takeover), Is.True);
        Assert.That(pool, Is.EqualTo(ImportState.ReadWrite));
        Assert.That(host.Log.IndexOf(Export), Is.LessThan(host.Log.IndexOf(Import)).And.GreaterThanOrEqualTo(0));
        Assert.That(host.Log.IndexOf(Import), Is.LessThan(host.Log.IndexOf("kern.cam.ctl.ha_role=0")));
        Assert.That(Run(Transition.Release), Is.True);
        Assert.That(Run(Transition.Rejoin), Is.True);
        Assert.That(pool, Is.EqualTo(ImportState.ReadOnly));
    }

    [Test]
    public void A_takeover_without_a_standby_import_needs_no_export()
    {
        Assert.That(Run(Transition.Takeover), Is.True);
        Assert.That(host.Log, Does.Not.Contain(Export));
        Assert.That(pool, Is.EqualTo(ImportState.ReadWrite));
    }

    [TestCase(StandbyImport.ReadOnly)]
    [TestCase(StandbyImport.None)]
    public void A_read_write_import_on_a_standby_fails_its_rejoin_and_is_not_exported(StandbyImport standby)
    {
        host.Group = host.Group with { StandbyImport = standby };
        pool = ImportState.ReadWrite;
        Assert.That(Run(Transition.Rejoin), Is.False);
        Assert.That(pool, Is.EqualTo(ImportState.ReadWrite));
        Assert.That(host.Log, Does.Not.Contain(Export).And.Not.Contain("kern.cam.ctl.ha_role=1"));
    }

    [TestCase(StandbyImport.ReadOnly)]
    [TestCase(StandbyImport.None)]
    public void A_look_tells_a_read_write_import_apart_and_touches_nothing(StandbyImport standby)
    {
        host.Group = host.Group with { StandbyImport = standby };
        pool = ImportState.ReadWrite;
        GroupInspection seen = new GroupInspector(host.System).Inspect(host.Group, InspectionDepth.Ownership);
        Assert.That(seen.Imported, Is.EqualTo(ImportState.ReadWrite));
        Assert.That(host.Log.Where(line => !line.StartsWith("/sbin/zpool list", StringComparison.Ordinal)
            && !line.StartsWith("/sbin/zpool get", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void The_step_that_exports_a_standby_import_never_exports_one_for_writing()
    {
        pool = ImportState.ReadWrite;
        Assert.That(host.Run(StepKind.ExportStandbyImport, "beast").Outcome, Is.EqualTo(StepOutcome.AlreadySo));
        Assert.That(host.Log, Does.Not.Contain(Export));
    }

    private CommandResult Become(ImportState state, bool possible, string refusal)
    {
        if (!possible)
        {
            string file = refusal.StartsWith("not", StringComparison.Ordinal) ? "zpool-export" : "zpool-import";
            return Transcript.Get(file, refusal);
        }

        pool = state;
        return Transcript.Exit(0);
    }

    private bool Run(Transition transition) => PlanBuilder.Build(host.Group, transition).Steps.All(step =>
        step.OnFailure == FailureRule.ReportAndContinue
        | host.Executor.Run(host.Group, step, () => true, () => { }).Outcome.Succeeded());
}
