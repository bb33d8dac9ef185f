using Beast.Quorum.Storage.Ctl;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Ctl;

[TestFixture]
internal sealed class CtladmFailuresTests
{
    [TestCase("modify, backing not open", CtladmFailure.BackingNotOpen)]
    [TestCase("modify, neither size nor options", CtladmFailure.Usage)]
    [TestCase("modify, no such LUN", CtladmFailure.NoSuchLun)]
    [TestCase("modify, no such backend", CtladmFailure.NoSuchBackend)]
    [TestCase("modify, no backend", CtladmFailure.Usage)]
    [TestCase("unknown command", CtladmFailure.Usage)]
    [TestCase("no device", CtladmFailure.NotLoaded)]
    [TestCase("modify, done", CtladmFailure.Unknown)]
    public void What_a_real_system_said_is_recognised(string name, CtladmFailure failure) =>
        Assert.That(CtladmFailures.Recognise(Transcript.Get("ctladm", name).StandardError), Is.EqualTo(failure));

    [TestCase("ctladm: LUN modification error: no file argument specified", CtladmFailure.OptionsLost)]
    [TestCase("ctladm: LUN modification error: Root filesystem is not mounted", CtladmFailure.NoRoot)]
    [TestCase("ctladm: LUN modification error: error opening /dev/zvol/p/v: 16", CtladmFailure.BackingNotOpen)]
    [TestCase("ctladm: cctl_modify_lun: error issuing CTL_LUN_REQ ioctl: Bad address", CtladmFailure.RequestFailed)]
    [TestCase("ctladm: unknown LUN modification status: 7", CtladmFailure.RequestFailed)]
    [TestCase("ctladm: LUN modification error: something new", CtladmFailure.RequestFailed)]
    [TestCase("ctladm: error opening /dev/cam/ctl: Permission denied", CtladmFailure.PermissionDenied)]
    [TestCase("ctladm: ambiguous option mod", CtladmFailure.Usage)]
    public void What_the_source_says_is_recognised(string said, CtladmFailure failure) =>
        Assert.That(CtladmFailures.Recognise(said), Is.EqualTo(failure));

    [Test]
    public void Every_failure_has_an_advice_in_one_line([Values] CtladmFailure failure)
    {
        string advice = CtladmFailures.Advice(failure);
        Assert.That(advice, Is.Not.Empty.And.Not.Contain("\n").And.Not.EndsWith("."));
    }
}
