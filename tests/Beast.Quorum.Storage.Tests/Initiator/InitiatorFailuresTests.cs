using Beast.Quorum.Storage.Initiator;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Initiator;

[TestFixture]
internal sealed class InitiatorFailuresTests
{
    [TestCase("add, busy on 10.4", InitiatorFailure.AlreadyThere)]
    [TestCase("add, busy later", InitiatorFailure.AlreadyThere)]
    [TestCase("remove, no session", InitiatorFailure.NoSuchSession)]
    [TestCase("no libxo", InitiatorFailure.Usage)]
    [TestCase("no module", InitiatorFailure.NotLoaded)]
    [TestCase("add, done", InitiatorFailure.Unknown)]
    public void What_a_system_said_is_recognised(string name, InitiatorFailure failure) =>
        Assert.That(InitiatorFailures.Recognise(Transcript.Get("iscsictl", name).StandardError), Is.EqualTo(failure));

    [TestCase("iscsictl: ISCSISMODIFY: No such process", InitiatorFailure.NoSuchSession)]
    [TestCase("iscsictl: ISCSISMODIFY: Device busy", InitiatorFailure.AlreadyThere)]
    [TestCase("iscsictl: session-id 7 not found", InitiatorFailure.NoSuchSession)]
    [TestCase("iscsictl: ISCSISADD: Invalid argument", InitiatorFailure.BadParameters)]
    [TestCase("iscsictl: invalid target name \"x\"", InitiatorFailure.BadParameters)]
    [TestCase("iscsictl: target t not found in /etc/iscsi.conf", InitiatorFailure.BadFile)]
    [TestCase("iscsictl: missing TargetAddress for target \"t\"", InitiatorFailure.BadFile)]
    [TestCase("iscsictl: at most one of -A, -M, -R, or -L may be specified", InitiatorFailure.Usage)]
    [TestCase("iscsictl: must specify -a, -n or -t/-p", InitiatorFailure.Usage)]
    [TestCase("iscsictl: -t must always be used with -p", InitiatorFailure.Usage)]
    [TestCase("iscsictl: -M requires -i", InitiatorFailure.Usage)]
    [TestCase("iscsictl: failed to open /dev/iscsi: Permission denied", InitiatorFailure.PermissionDenied)]
    [TestCase("iscsictl: ISCSISLIST: Cannot allocate memory", InitiatorFailure.Unknown)]
    public void What_the_source_says_is_recognised(string said, InitiatorFailure failure) =>
        Assert.That(InitiatorFailures.Recognise(said), Is.EqualTo(failure));

    [Test]
    public void Every_failure_has_an_advice_in_one_line([Values] InitiatorFailure failure)
    {
        string advice = InitiatorFailures.Advice(failure);
        Assert.That(advice, Is.Not.Empty.And.Not.Contain("\n").And.Not.EndsWith("."));
    }
}
