using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Ctl;
using Beast.Quorum.Storage.Sysctls;
using Beast.Quorum.Storage.Targets;
using Beast.Quorum.Storage.Tests.Support;
using Beast.Quorum.Storage.Zfs;

namespace Beast.Quorum.Storage.Tests.Failures;

/// <summary>
/// Every distinct failing command that a real FreeBSD pair (10.4, 11.0) was seen to run, in Data/failures-*.txt with
/// what it printed; each section's name begins with the reason that must be found.
/// </summary>
[TestFixture]
internal sealed class TranscriptFailureTests
{
    private static readonly Dictionary<string, Func<string, string, Enum>> Readers = new()
    {
        ["zpool"] = (error, output) => PoolFailures.Recognise(error, output),
        ["zfs"] = (error, output) => DatasetFailures.Recognise(error, output),
        ["ctladm"] = (error, output) => CtlFailures.Recognise(error, output),
        ["service"] = (error, output) => ServiceFailures.Recognise(error, output),
        ["sysctl"] = (error, output) => SysctlFailures.Recognise(error, output),
    };

    [TestCase("zpool", 46)]
    [TestCase("zfs", 7)]
    [TestCase("ctladm", 15)]
    [TestCase("service", 16)]
    [TestCase("sysctl", 12)]
    public void Every_failure_of_the_real_pair_has_its_reason(string tool, int count)
    {
        IReadOnlyDictionary<string, CommandResult> all = Transcript.All("failures-" + tool);
        Assert.That(all, Has.Count.EqualTo(count));
        using (Assert.EnterMultipleScope())
        {
            foreach ((string name, CommandResult answer) in all)
            {
                string reason = Readers[tool](answer.StandardError, answer.StandardOutput).ToString();
                Assert.That(reason, Is.EqualTo(name.Split(' ')[0]), name);
                Assert.That(reason, Is.Not.EqualTo("Unknown"), name);
            }
        }
    }

    [Test]
    public void A_change_of_a_lun_that_went_well_has_no_reason()
    {
        CommandResult done = Transcript.Get("ctladm", "modify, done");
        Assert.That(CtlFailures.Recognise(done.StandardError, done.StandardOutput), Is.EqualTo(CtlFailure.Unknown));
    }

    [Test]
    public void An_order_that_rc_only_pretended_to_carry_out_was_not_done()
    {
        foreach ((string name, CommandResult answer) in Transcript.All("failures-service"))
        {
            bool done = ServiceFailures.WasDone(answer.ExitCode, answer.StandardError, answer.StandardOutput);
            bool warned = name.StartsWith("LunWithoutMedia", StringComparison.Ordinal);
            Assert.That(done, Is.EqualTo(warned), name);
        }

        Assert.That(ServiceFailures.WasDone(0, "", ""), Is.True, "onereload says nothing");
        Assert.That(ServiceFailures.WasDone(0, "", "Starting ctld.\n"), Is.True);
        Assert.That(ServiceFailures.WasDone(1, "", ""), Is.False);
    }
}
