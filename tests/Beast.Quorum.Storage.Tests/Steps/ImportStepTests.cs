using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Steps;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Steps;

[TestFixture]
internal sealed class ImportStepTests
{
    private const string Import = "/sbin/zpool import -f -N -o cachefile=none beast";
    private const string ImportReadOnly = "/sbin/zpool import -f -N -o readonly=on -o cachefile=none beast";
    private const string CacheFile = "/sbin/zpool get -H -o value cachefile beast";
    private const string ReadOnly = "/sbin/zpool get -H -o value readonly beast";
    private const string Names = "/sbin/zpool list -H -o name";

    private static readonly CommandResult Ok = Transcript.Exit(0);
    private static readonly CommandResult Already = Transcript.Get("zpool-import", "already imported, FreeBSD 10.4");

    [Test]
    public void An_import_is_done_once_its_cachefile_was_seen_to_be_none()
    {
        FakeHost host = new FakeHost().On(Import, Ok).On(CacheFile, Transcript.Exit(0, "none\n"));
        StepResult result = host.Run(StepKind.ImportPool, "beast");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(result.Detail, Does.Not.Contain("warning"));
        Assert.That(host.Log, Is.EqualTo(new[] { Import, CacheFile }));
    }

    [TestCase("-\n")]
    [TestCase("/boot/zfs/zpool.cache\n")]
    public void Another_cachefile_is_a_warning_with_the_command_that_mends_it(string value)
    {
        FakeHost host = new FakeHost().On(Import, Ok).On(CacheFile, Transcript.Exit(0, value));
        StepResult result = host.Run(StepKind.ImportPool, "beast");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(result.Detail, Does.Contain("warning").And.Contain("zpool set cachefile=none beast"));
    }

    [Test]
    public void A_cachefile_that_cannot_be_read_is_a_warning_too()
    {
        FakeHost host = new FakeHost().On(Import, Ok).On(CacheFile, Transcript.Exit(1));
        StepResult result = host.Run(StepKind.ImportPool, "beast");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(result.Detail, Does.Contain("could not be checked"));
    }

    [Test]
    public void Already_imported_read_write_is_already_so()
    {
        FakeHost host = new FakeHost().On(Import, Already).On(Names, Transcript.Exit(0, "beast\n"))
            .On(ReadOnly, Transcript.Exit(0, "off\n")).On(CacheFile, Transcript.Exit(0, "none\n"));
        Assert.That(host.Run(StepKind.ImportPool, "beast").Outcome, Is.EqualTo(StepOutcome.AlreadySo));
    }

    [Test]
    public void Already_imported_read_only_fails_a_takeover_and_says_to_export_it()
    {
        FakeHost host = new FakeHost().On(Import, Already).On(Names, Transcript.Exit(0, "beast\n"))
            .On(ReadOnly, Transcript.Exit(0, "on\n"));
        StepResult result = host.Run(StepKind.ImportPool, "beast");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(result.Detail, Does.Contain("zpool export beast"));
    }

    [Test]
    public void Said_to_be_imported_and_not_in_the_list_is_a_failure()
    {
        FakeHost host = new FakeHost().On(Import, Already).On(Names, Transcript.Exit(0, "zroot\n"));
        Assert.That(host.Run(StepKind.ImportPool, "beast").Outcome, Is.EqualTo(StepOutcome.Failed));
    }

    [Test]
    public void Another_pool_of_the_same_name_is_never_taken_for_the_group_s()
    {
        FakeHost host = new FakeHost().On(Import, Transcript.Get("zpool-import", "name taken, FreeBSD 10.4"));
        StepResult result = host.Run(StepKind.ImportPool, "beast");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(result.Detail, Does.Contain("another pool named beast"));
    }

    [Test]
    public void Every_other_failure_fails_the_step_at_once_with_reason_and_advice()
    {
        foreach ((string name, CommandResult answer) in Transcript.All("zpool-import"))
        {
            if (name.StartsWith("already imported", StringComparison.Ordinal))
            {
                continue;
            }

            FakeHost host = new FakeHost().On(Import, answer);
            StepResult result = host.Run(StepKind.ImportPool, "beast");
            Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Failed), name);
            Assert.That(result.Detail, Does.StartWith("import of pool beast failed (").And.Not.Contain("\n"), name);
            Assert.That(host.Log, Has.Count.EqualTo(1), name);
        }
    }

    [Test]
    public void A_standby_s_import_that_stands_is_already_so()
    {
        FakeHost host = new FakeHost().On(ImportReadOnly, Already).On(Names, Transcript.Exit(0, "beast\n"))
            .On(ReadOnly, Transcript.Exit(0, "on\n")).On(CacheFile, Transcript.Exit(0, "none\n"));
        Assert.That(host.Run(StepKind.ImportReadOnly, "beast").Outcome, Is.EqualTo(StepOutcome.AlreadySo));
    }

    [Test]
    public void A_read_write_import_on_a_standby_is_a_failure_that_warns_of_the_export()
    {
        FakeHost host = new FakeHost().On(ImportReadOnly, Already).On(Names, Transcript.Exit(0, "beast\n"))
            .On(ReadOnly, Transcript.Exit(0, "off\n"));
        StepResult result = host.Run(StepKind.ImportReadOnly, "beast");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(result.Detail, Does.Contain("do not export"));
    }

    [TestCase(CommandEnd.TimedOut, StepOutcome.TimedOut)]
    [TestCase(CommandEnd.Abandoned, StepOutcome.Abandoned)]
    [TestCase(CommandEnd.NotStarted, StepOutcome.Failed)]
    [TestCase(CommandEnd.Signalled, StepOutcome.Failed)]
    public void How_the_command_ends_decides_the_outcome(CommandEnd end, StepOutcome outcome)
    {
        FakeHost host = new FakeHost().On(Import, Transcript.End(end));
        Assert.That(host.Run(StepKind.ImportPool, "beast").Outcome, Is.EqualTo(outcome));
    }

    [TestCase(CommandEnd.Abandoned, StepOutcome.Abandoned)]
    [TestCase(CommandEnd.Refused, StepOutcome.Refused)]
    [TestCase(CommandEnd.TimedOut, StepOutcome.Done)]
    public void A_check_after_the_import_hides_it_only_if_it_must(CommandEnd end, StepOutcome outcome)
    {
        FakeHost host = new FakeHost().On(Import, Ok).On(CacheFile, Transcript.End(end));
        StepResult result = host.Run(StepKind.ImportPool, "beast");
        Assert.That(result.Outcome, Is.EqualTo(outcome));
        Assert.That(result.Detail, Does.Contain("pool beast imported"));
    }
}
