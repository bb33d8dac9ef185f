using Beast.Quorum.Core.Plans;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Steps;
using Beast.Quorum.Storage.Tests.Support;
using static Beast.Quorum.Storage.Tests.Support.ArbitratorHost;

namespace Beast.Quorum.Storage.Tests.Steps;

/// <summary>The steps of an arbitrator group on CTL, ctld and the initiator.</summary>
[TestFixture]
internal sealed class ArbitratorStepTests
{
    private const string Served = "/dev/multipath/CTRL_B_BACK";
    private const string Open = "/usr/bin/iscsictl -A -p 10.0.0.2 -t iqn.2016-01.local.sss.private:target0";
    private const string Tur = "/usr/sbin/ctladm tur 1";
    private static readonly RetryRule Again = new(4, TimeSpan.FromSeconds(1));

    [Test]
    public void Only_what_lies_on_the_path_is_closed()
    {
        FakeHost host = New().On(List, Luns(), Luns(hidden: "secondary")).On(Modify(2, "secondary"), Modified(2));
        Expect(host, StepKind.CloseBackedLuns, "/dev/" + Local, StepOutcome.Done);
        Assert.That(host.Log, Has.None.EqualTo(Modify(1, "secondary")));
    }

    [Test]
    public void A_lun_that_is_ready_is_not_touched()
    {
        FakeHost host = New().On(List, Luns()).On(Tur, Ready);
        Expect(host, StepKind.OpenBackedLuns, Served, StepOutcome.AlreadySo);
        Assert.That(host.Log, Is.EqualTo(new List<string> { List, Tur }));
    }

    [Test]
    public void A_lun_that_was_closed_is_opened()
    {
        FakeHost host = New().On(List, Luns(served: "secondary"), Luns(served: "primary"))
            .On(Modify(1, "primary"), Modified(1));
        Expect(host, StepKind.OpenBackedLuns, Served, StepOutcome.Done);
    }

    [Test]
    public void A_volume_that_something_else_holds_is_tried_again_and_told()
    {
        FakeHost host = New().On(List, Luns(hidden: "primary")).On("/usr/sbin/ctladm tur 2", NoMedia).On(
            Modify(2, "primary"),
            Transcript.Exit(0, Modified(2).StandardOutput, "ctladm: LUN modification warning: error opening x: 1\n"));
        Assert.That(
            Expect(host, StepKind.OpenBackedLuns, "/dev/" + Local, StepOutcome.Failed),
            Does.Contain("after 4 tries").And.Contain("kern.geom.multipath.exclusive"));
    }

    [Test]
    public void No_lun_on_a_path_is_nothing_to_do([Values] bool opens) => Expect(
        New().On(List, Transcript.Get("ctladm", "devlist without LUNs")),
        opens ? StepKind.OpenBackedLuns : StepKind.CloseBackedLuns, Served, StepOutcome.AlreadySo);

    [Test]
    public void A_hanging_look_at_a_lun_is_not_hidden() => Expect(
        New().On(List, Luns()).On(Tur, Transcript.End(CommandEnd.Abandoned)),
        StepKind.OpenBackedLuns, Served, StepOutcome.Abandoned);

    [Test]
    public void Ctld_is_not_reloaded_where_the_luns_are_ready()
    {
        FakeHost host = New().On(List, Luns()).On(Tur, Ready);
        Expect(host, StepKind.ReloadTargetDaemon, "", StepOutcome.AlreadySo);
        Assert.That(host.Log, Has.None.EqualTo(Reload));
    }

    [Test]
    public void A_reload_has_happened_when_the_luns_are_ready()
    {
        FakeHost host = New().On(List, Luns()).On(Tur, NoMedia, NoMedia, Ready).On(Reload, Ok);
        Expect(host, StepKind.ReloadTargetDaemon, "", StepOutcome.Done);
        Assert.That(host.Log.Count(line => line == Reload), Is.EqualTo(2));
    }

    [Test]
    public void A_reload_that_rc_refused_is_no_reload()
    {
        string said = "Cannot 'reload' ctld. Set ctld_enable to YES in /etc/rc.conf or use 'onereload' instead of "
            + "'reload'.\n";
        FakeHost host = New().On(List, Luns()).On(Tur, NoMedia).On(Reload, Transcript.Exit(0, said));
        Assert.That(
            Expect(host, StepKind.ReloadTargetDaemon, "", StepOutcome.Failed),
            Does.Contain("was not reloaded").And.Contain("ctld_enable"));
    }

    [Test]
    public void A_reload_that_ctld_ignored_is_told_with_where_to_look()
    {
        FakeHost host = New().On(List, Transcript.Get("ctladm", "devlist without LUNs")).On(Reload, Ok);
        Assert.That(
            Expect(host, StepKind.ReloadTargetDaemon, "", StepOutcome.Failed),
            Does.Contain("LUN 1 does not exist").And.Contain("configuration error"));
    }

    [Test]
    public void A_session_that_is_connected_is_not_asked_for_again()
    {
        FakeHost host = New().On(Sessions, Connected("da4"));
        Expect(host, StepKind.OpenSession, "", StepOutcome.AlreadySo);
        Assert.That(host.Log, Is.EqualTo(new List<string> { Sessions }));
    }

    [TestCase("Connection refused")]
    [TestCase("Operation timed out")]
    [TestCase("")]
    public void One_that_is_not_is_made_anew_when_the_old_one_has_gone(string reason)
    {
        const string Remove = "/usr/bin/iscsictl -R -p 10.0.0.2 -t iqn.2016-01.local.sss.private:target0";
        FakeHost host = New().On(Sessions, NotConnected(reason), NoSession, Connected("da4"))
            .On(Remove, Ok).On(Open, Ok);
        Expect(host, StepKind.OpenSession, "", StepOutcome.Done);
        Assert.That(host.Log, Is.EqualTo(new List<string> { Sessions, Remove, Sessions, Open, Sessions }));
    }

    [Test]
    public void A_session_is_asked_for_and_seen()
    {
        FakeHost host = New().On(Sessions, NoSession, NoSession, NotConnected("")).On(Open, Ok);
        Expect(host, StepKind.OpenSession, "", StepOutcome.Done);
    }

    [TestCase("add, busy on 10.4")]
    [TestCase("add, busy later")]
    public void A_busy_session_is_there_already(string said) => Expect(
        New().On(Sessions, NoSession).On(Open, Transcript.Get("iscsictl", said)),
        StepKind.OpenSession, "", StepOutcome.AlreadySo);

    [Test]
    public void A_refused_session_has_a_reason()
    {
        FakeHost host = New().On(Sessions, NoSession).On(Open, Transcript.Get("iscsictl", "no module"));
        Assert.That(
            Expect(host, StepKind.OpenSession, "", StepOutcome.Failed), Does.Contain("service iscsid onestart"));
    }

    [Test]
    public void An_iscsictl_without_libxo_is_read_as_text()
    {
        FakeHost host = New().On(Sessions, Transcript.Get("iscsictl", "no libxo")).On(
            "/usr/bin/iscsictl -L",
            Transcript.Exit(0, "Target name  Target portal  State\n"
                + "iqn.2016-01.local.sss.private:target0 10.0.0.2         Connected: da4 \n"));
        Assert.That(Expect(host, StepKind.WaitSession, "", StepOutcome.Done), Does.Contain("its disk is da4"));
    }

    [Test]
    public void A_session_is_waited_for_until_it_has_its_disk()
    {
        FakeHost host = New().On(
            Sessions, NoSession, NotConnected("Connection refused"), Connected(), Connected("da4"));
        Expect(host, StepKind.WaitSession, "", StepOutcome.Done);
    }

    [Test]
    public void Of_two_disks_nobody_can_tell_which_it_is_and_no_secret_is_told()
    {
        FakeHost host = New().On(Sessions, Connected("da4", "da5"));
        Assert.That(
            Expect(host, StepKind.WaitSession, "", StepOutcome.Failed),
            Does.Contain("da4, da5").And.Contain("a private target with one LUN").And.Not.Contain("hunter2"));
        FakeHost strange = New().On(Sessions, Transcript.Exit(0, "{\"secret\":\"hunter2\"")).On(
            "/usr/bin/iscsictl -L", Transcript.Exit(0, "hunter2\n"));
        Assert.That(Expect(strange, StepKind.WaitSession, "", StepOutcome.Failed), Does.Not.Contain("hunter2"));
    }

    private static string Expect(FakeHost host, StepKind kind, string subject, StepOutcome outcome)
    {
        StepResult result = host.Run(kind, subject, Again);
        Assert.That(result.Outcome, Is.EqualTo(outcome), result.Detail);
        return result.Detail;
    }
}
