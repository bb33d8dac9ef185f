using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Steps;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Steps;

[TestFixture]
internal sealed class ExportStepTests
{
    private const string Export = "/sbin/zpool export beast";
    private const string Names = "/sbin/zpool list -H -o name";
    private const string ReadOnly = "/sbin/zpool get -H -o value readonly beast";

    private static readonly RetryRule Busy = RetryRule.UntilDeadline(TimeSpan.FromMilliseconds(250));

    private static CommandResult Text(string name) => Transcript.Get("zpool-export", name);

    [Test]
    public void A_busy_pool_is_tried_again_until_it_lets_go()
    {
        CommandResult busy = Text("busy, FreeBSD 10.4");
        FakeHost host = new FakeHost().On(Export, busy, busy, Text("in progress, OpenZFS"), Transcript.Exit(0));
        Assert.That(host.Run(StepKind.ExportPool, "beast", Busy).Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(host.Log, Has.Count.EqualTo(4));
        Assert.That(host.Time.Elapsed, Is.EqualTo(TimeSpan.FromMilliseconds(750)));
    }

    [Test]
    public void A_pool_that_stays_busy_times_out_at_the_deadline()
    {
        FakeHost host = new FakeHost().On(Export, Text("busy, FreeBSD 10.4"));
        StepResult result = host.Run(StepKind.ExportPool, "beast", Busy, seconds: 2);
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.TimedOut));
        Assert.That(result.Detail, Does.Contain("pool is busy").And.Contain("ha_role"));
        Assert.That(host.Time.Elapsed, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(host.Log, Has.Count.GreaterThan(5));
    }

    [Test]
    public void A_pool_that_is_not_imported_is_already_so()
    {
        FakeHost host = new FakeHost().On(Export, Text("not imported, FreeBSD 10.4"));
        Assert.That(host.Run(StepKind.ExportPool, "beast", Busy).Outcome, Is.EqualTo(StepOutcome.AlreadySo));
    }

    [TestCase("not root, FreeBSD 10.4")]
    [TestCase("shared spare")]
    [TestCase("suspended")]
    public void Other_failures_are_not_tried_again(string name)
    {
        FakeHost host = new FakeHost().On(Export, Text(name));
        Assert.That(host.Run(StepKind.ExportPool, "beast", Busy).Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(host.Log, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_standby_import_is_exported_only_if_it_is_read_only()
    {
        FakeHost host = new FakeHost().On(Names, Transcript.Exit(0, "beast\n")).On(ReadOnly, Transcript.Exit(0, "on\n"))
            .On(Export, Transcript.Exit(0));
        Assert.That(host.Run(StepKind.ExportStandbyImport, "beast").Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(host.Log, Has.Member(Export));
    }

    [TestCase("beast\n")]
    [TestCase("zroot\n")]
    public void A_read_write_import_or_none_is_not_exported_as_a_standby_s(string names)
    {
        FakeHost host = new FakeHost().On(Names, Transcript.Exit(0, names)).On(ReadOnly, Transcript.Exit(0, "off\n"));
        Assert.That(host.Run(StepKind.ExportStandbyImport, "beast").Outcome, Is.EqualTo(StepOutcome.AlreadySo));
        Assert.That(host.Log, Has.No.Member(Export));
    }
}
