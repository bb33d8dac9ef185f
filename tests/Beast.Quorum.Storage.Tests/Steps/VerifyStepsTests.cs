using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Steps;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Steps;

[TestFixture]
internal sealed class VerifyStepsTests
{
    private const string Names = "/sbin/zpool list -H -o name";
    private const string ReadOnly = "/sbin/zpool get -H -o value readonly beast";

    private static readonly RetryRule LookAgain = new(3, TimeSpan.FromMilliseconds(250));

    [TestCase("zroot\n")]
    [TestCase("")]
    [TestCase("beast2\nbeas\n")]
    public void A_list_without_the_pool_proves_it_gone(string names)
    {
        FakeHost host = new FakeHost().On(Names, Transcript.Exit(0, names));
        Assert.That(host.Run(StepKind.VerifyPoolGone, "beast").Outcome, Is.EqualTo(StepOutcome.Done));
    }

    [Test]
    public void A_list_with_the_pool_fails_at_once()
    {
        FakeHost host = new FakeHost().On(Names, Transcript.Exit(0, "zroot\nbeast\n"));
        Assert.That(host.Run(StepKind.VerifyPoolGone, "beast", LookAgain).Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(host.Log, Has.Count.EqualTo(1));
    }

    [TestCase(1, "")]
    [TestCase(0, "zroo")]
    [TestCase(0, "cannot open '/dev/zfs'\n")]
    [TestCase(127, "zroot\n")]
    public void An_answer_that_cannot_be_read_is_a_failure_and_looked_at_again(int code, string output)
    {
        FakeHost host = new FakeHost().On(Names, Transcript.Exit(code, output));
        Assert.That(host.Run(StepKind.VerifyPoolGone, "beast", LookAgain).Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(host.Log, Has.Count.EqualTo(3));
    }

    [TestCase(CommandEnd.TimedOut, StepOutcome.TimedOut)]
    [TestCase(CommandEnd.Abandoned, StepOutcome.Abandoned)]
    [TestCase(CommandEnd.Refused, StepOutcome.Refused)]
    [TestCase(CommandEnd.NotStarted, StepOutcome.Failed)]
    public void No_answer_never_means_gone(CommandEnd end, StepOutcome outcome)
    {
        FakeHost host = new FakeHost().On(Names, Transcript.End(end));
        Assert.That(host.Run(StepKind.VerifyPoolGone, "beast").Outcome, Is.EqualTo(outcome));
    }

    [TestCase("zroot\n", "", StepOutcome.Done)]
    [TestCase("beast\n", "on\n", StepOutcome.Done)]
    [TestCase("beast\n", "off\n", StepOutcome.Failed)]
    [TestCase("beast\n", "perhaps\n", StepOutcome.Failed)]
    [TestCase("beast\n", "", StepOutcome.Failed)]
    public void A_returning_node_may_hold_a_read_only_import_only(string names, string value, StepOutcome outcome)
    {
        FakeHost host = new FakeHost().On(Names, Transcript.Exit(0, names)).On(ReadOnly, Transcript.Exit(0, value));
        Assert.That(host.Run(StepKind.VerifyPoolNotWritable, "beast").Outcome, Is.EqualTo(outcome));
    }

    [TestCase(0, StepOutcome.Failed, 1)]
    [TestCase(1, StepOutcome.Done, 1)]
    [TestCase(2, StepOutcome.Failed, 3)]
    [TestCase(255, StepOutcome.Failed, 3)]
    public void The_serving_command_of_a_custom_group_must_say_no(int code, StepOutcome outcome, int tries)
    {
        FakeHost host = new FakeHost().On("/usr/local/bin/serving", Transcript.Exit(code));
        host.Group = Custom(["/usr/local/bin/serving"]);
        Assert.That(host.Run(StepKind.VerifyPoolGone, "", LookAgain).Outcome, Is.EqualTo(outcome));
        Assert.That(host.Log, Has.Count.EqualTo(tries));
    }

    [Test]
    public void Without_pools_and_serving_command_nothing_is_proved()
    {
        FakeHost host = new() { Group = Custom([]) };
        StepResult result = host.Run(StepKind.VerifyPoolGone, "");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(result.Detail, Does.Contain("custom: serving"));
    }

    private static GroupConfiguration Custom(IReadOnlyList<string> serving) => new()
    {
        Name = "c",
        Id = 0,
        Profile = StorageProfile.Custom,
        Custom = new CustomCommands { Serving = serving },
    };
}
