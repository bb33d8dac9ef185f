using Beast.Quorum.Storage.Initiator;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Initiator;

[TestFixture]
internal sealed class SessionParserTests
{
    private const string Target = "iqn.2016-01.local.beast:target0";

    [Test]
    public void Both_sessions_of_a_client_are_read()
    {
        IReadOnlyList<InitiatorSession> sessions = Text("list, both connected");
        Assert.That(sessions.Select(session => session.Portal), Is.EqualTo("192.168.56.103 192.168.56.104".Split(' ')));
        Assert.That(sessions, Has.All.Property("Connected").True.And.All.Property("Target").EqualTo(Target));
        Assert.That(sessions.Select(session => session.Devices.Single()), Is.EqualTo("da0 da1".Split(' ')));
    }

    [TestCase("list, one disconnected", "Disconnected")]
    [TestCase("list, timed out", "Operation timed out")]
    [TestCase("list, refused", "Connection refused")]
    public void A_session_that_is_not_connected_says_why(string name, string why)
    {
        InitiatorSession session = Text(name)[0];
        Assert.That((session.Connected, session.State), Is.EqualTo((false, why)));
        Assert.That(session.Devices, Is.Empty);
    }

    [Test]
    public void No_session_is_an_answer() => Assert.That(Text("list, none"), Is.Empty);

    [TestCase("")]
    [TestCase("Target name                          Target portal    State")]
    [TestCase("Target name  Target portal  State\niqn.a:b 10.0.0.1\n")]
    [TestCase("Target name  Target portal  State\niqn.a:b 10.0.0.1 Connected: da/0\n")]
    [TestCase("iscsictl: something\n")]
    public void What_is_no_list_of_sessions_is_refused(string text) =>
        Assert.That(SessionText.TryParse(text, out _), Is.False);

    [Test]
    public void The_answer_for_programs_is_read_and_its_secrets_are_not_kept()
    {
        Assert.That(SessionJson.TryParse(SessionAnswers.Json("Connected", "", "da4"), out var sessions), Is.True);
        InitiatorSession session = sessions.Single();
        Assert.That(session.LeadsTo("10.0.0.2", "iqn.2016-01.local.sss.private:target0"), Is.True);
        Assert.That(session.Connected, Is.True);
        Assert.That(session.Devices, Is.EqualTo(new List<string> { "da4" }));
        Assert.That(session.ToString(), Does.Not.Contain("hunter2"));
    }

    [Test]
    public void A_reason_stands_for_the_state()
    {
        string text = SessionAnswers.Json("Disconnected", "Connection refused");
        Assert.That(SessionJson.TryParse(text, out var sessions), Is.True);
        Assert.That((sessions.Single().Connected, sessions.Single().State), Is.EqualTo((false, "Connection refused")));
    }

    [TestCase("{\"iscsictl\":{}}", 0)]
    [TestCase("{\"__version\": \"1\", \"iscsictl\": {\"session\": []}}\n", 0)]
    public void No_session_is_an_answer_for_programs_too(string text, int count)
    {
        Assert.That(SessionJson.TryParse(text, out var sessions), Is.True);
        Assert.That(sessions, Has.Count.EqualTo(count));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("[1]")]
    [TestCase("{\"iscsictl\": {\"session\": 3}}")]
    [TestCase("{\"iscsictl\": {\"session\": [{}]}}")]
    [TestCase("{\"iscsictl\": {\"session\": [")]
    public void What_is_no_list_for_programs_is_refused(string text) =>
        Assert.That(SessionJson.TryParse(text, out _), Is.False);

    [TestCase("10.0.0.2", "10.0.0.2:3260", true)]
    [TestCase("10.0.0.2:3260", "10.0.0.2", true)]
    [TestCase("10.0.0.2:3261", "10.0.0.2", false)]
    [TestCase("10.0.0.22", "10.0.0.2", false)]
    public void The_usual_port_may_be_left_out(string listed, string asked, bool same) => Assert.That(
        new InitiatorSession(Target, listed, true, "Connected", []).LeadsTo(asked, Target), Is.EqualTo(same));

    private static IReadOnlyList<InitiatorSession> Text(string name)
    {
        Assert.That(SessionText.TryParse(Transcript.Get("iscsictl", name).StandardOutput, out var sessions), Is.True);
        return sessions;
    }
}
