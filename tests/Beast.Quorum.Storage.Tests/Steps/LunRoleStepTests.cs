using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Steps;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Steps;

[TestFixture]
internal sealed class LunRoleStepTests
{
    private const string List = "/usr/sbin/ctladm devlist -x";

    private const string Kept = "/usr/sbin/ctladm modify -b block -l 0 -o file=/dev/zvol/beast/v0 "
        + "-o ctld_name=iqn.2016-01.local.beast:target0,lun,0 -o scsiname=iqn.2016-01.local.beast:target0,lun,0 ";

    private static readonly CommandResult Plain = Ctladm("devlist on the primary");
    private static readonly CommandResult Primary = Ctladm("devlist with the role primary");
    private static readonly CommandResult Secondary = Ctladm("devlist with a role option");

    [Test]
    public void A_role_is_written_with_every_other_option_and_read_back()
    {
        FakeHost host = Host(Plain, Primary).On(Kept + "-o ha_role=primary", Ctladm("modify, done"));
        StepResult result = host.Run(StepKind.TakeLunRole, "0");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Done), result.Detail);
        Assert.That(host.Log, Is.EqualTo(new List<string> { List, Kept + "-o ha_role=primary", List }));
    }

    [Test]
    public void A_role_that_it_has_is_replaced_and_written_even_if_it_is_the_same(
        [Values(StepKind.TakeLunRole, StepKind.GiveLunRole)] StepKind kind)
    {
        string role = kind == StepKind.TakeLunRole ? "primary" : "secondary";
        FakeHost host = Host(Secondary, kind == StepKind.TakeLunRole ? Primary : Secondary)
            .On(Kept + $"-o ha_role={role}", Ctladm("modify, done"));
        Assert.That(host.Run(kind, "0").Outcome, Is.EqualTo(StepOutcome.Done));
    }

    [Test]
    public void A_volume_that_did_not_open_is_told_and_left_to_the_wait_for_the_lun()
    {
        FakeHost host = Host(Plain, Primary).On(Kept + "-o ha_role=primary", Ctladm("modify, backing not open"));
        StepResult result = host.Run(StepKind.TakeLunRole, "0");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(
            result.Detail, Does.Contain("error opening /dev/zvol/beast/v0: 2").And.Contain("is its pool imported"));
    }

    [Test]
    public void An_option_that_is_lost_is_no_success()
    {
        const string file = "\t<file>/dev/zvol/beast/v0</file>\n";
        string text = Primary.StandardOutput.Replace(file, "", StringComparison.Ordinal);
        FakeHost host = Host(Plain, Transcript.Exit(0, text)).On(Kept + "-o ha_role=primary", Ctladm("modify, done"));
        StepResult result = host.Run(StepKind.TakeLunRole, "0");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(result.Detail, Does.Contain("option file").And.Contain("onereload"));
    }

    [Test]
    public void A_role_that_something_else_takes_away_is_written_again()
    {
        FakeHost host = Host(Plain, Plain, Plain, Primary).On(Kept + "-o ha_role=primary", Ctladm("modify, done"));
        StepResult result = host.Run(StepKind.TakeLunRole, "0", new RetryRule(2, TimeSpan.FromSeconds(1)));
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Done), result.Detail);
    }

    [Test]
    public void A_lun_that_does_not_exist_serves_nothing_and_cannot_serve()
    {
        FakeHost host = Host(Plain);
        Assert.That(host.Run(StepKind.GiveLunRole, "7").Outcome, Is.EqualTo(StepOutcome.AlreadySo));
        StepResult taken = host.Run(StepKind.TakeLunRole, "7", new RetryRule(3, TimeSpan.FromSeconds(1)));
        Assert.That(taken.Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(taken.Detail, Does.Contain("after 3 tries").And.Contain("LUN 7 does not exist"));
    }

    [Test]
    public void Without_ctl_there_is_nothing_to_give_away()
    {
        FakeHost host = Host(Ctladm("no device"));
        Assert.That(host.Run(StepKind.GiveLunRole, "0").Outcome, Is.EqualTo(StepOutcome.AlreadySo));
        Assert.That(host.Run(StepKind.TakeLunRole, "0").Detail, Does.Contain("ctl_load"));
    }

    [TestCase("Permission denied")]
    [TestCase("Operation not permitted")]
    public void Without_the_rights_to_ask_ctl_nothing_counts_as_given_away(string why)
    {
        CommandResult denied = Transcript.Exit(1, "", $"ctladm: error opening /dev/cam/ctl: {why}\n");
        StepResult result = Host(denied).Run(StepKind.GiveLunRole, "0");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(result.Detail, Does.Contain("run beastq as root"));
    }

    [TestCase("a=b", "sign =")]
    [TestCase("A &amp; B", "ampersand")]
    public void A_value_that_would_not_survive_leaves_the_lun_alone(string value, string why)
    {
        string text = Plain.StandardOutput.Replace(
            "</lun>", $"\t<vendor>{value}</vendor>\n</lun>", StringComparison.Ordinal);
        FakeHost host = Host(Transcript.Exit(0, text));
        StepResult result = host.Run(StepKind.TakeLunRole, "0");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(result.Detail, Does.Contain(why).And.Contain("vendor"));
        Assert.That(host.Log, Is.EqualTo(new List<string> { List }));
    }

    [TestCase("modify, no such LUN", "is ctld running")]
    [TestCase("modify, no such backend", "load ctl.ko")]
    [TestCase("modify, neither size nor options", "check commands: ctladm")]
    public void A_refusal_has_a_reason_and_an_advice(string said, string advice)
    {
        FakeHost host = Host(Plain).On(Kept + "-o ha_role=secondary", Ctladm(said));
        StepResult result = host.Run(StepKind.GiveLunRole, "0");
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Failed));
        Assert.That(result.Detail, Does.Contain(advice));
    }

    [Test]
    public void A_lun_that_is_not_ready_has_its_own_role_written_again_and_no_other()
    {
        FakeHost host = Host(Plain, Primary).On(Kept + "-o ha_role=primary", Ctladm("modify, done"));
        int asked = 0;
        host.On("/usr/sbin/ctladm tur 0", _ =>
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(400));
            return Ctladm(++asked < 5 ? "tur, no media" : "tur, ready");
        });
        host.Group = host.Group with { Profile = StorageProfile.CtlHaLun };
        StepResult result = host.Run(
            StepKind.WaitLunReady, "0", RetryRule.UntilDeadline(TimeSpan.FromMilliseconds(100)), seconds: 40);
        Assert.That(result.Outcome, Is.EqualTo(StepOutcome.Done), result.Detail);
        Assert.That(host.Log, Has.Some.Contains("ha_role=primary").And.None.StartsWith("kern."));
    }

    [Test]
    public void The_nodes_role_is_touched_only_if_it_is_primary()
    {
        FakeHost host = new();
        Assert.That(host.Run(StepKind.GiveDefaultRole, "").Outcome, Is.EqualTo(StepOutcome.AlreadySo));
        Assert.That(host.Log, Is.Empty);
        host.Variables["kern.cam.ctl.ha_role"] = "0";
        Assert.That(host.Run(StepKind.GiveDefaultRole, "").Outcome, Is.EqualTo(StepOutcome.Done));
        Assert.That(host.Log, Is.EqualTo(new List<string> { "kern.cam.ctl.ha_role=1" }));
    }

    private static FakeHost Host(params CommandResult[] lists) => new FakeHost().On(List, lists);

    private static CommandResult Ctladm(string name) => Transcript.Get("ctladm", name);
}
