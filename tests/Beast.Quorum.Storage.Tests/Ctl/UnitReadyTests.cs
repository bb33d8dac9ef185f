using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Storage.Ctl;
using Beast.Quorum.Storage.Tests.Support;

namespace Beast.Quorum.Storage.Tests.Ctl;

[TestFixture]
internal sealed class UnitReadyTests
{
    [Test]
    public void Only_the_words_on_standard_output_mean_ready()
    {
        Assert.That(UnitReady.Is(Transcript.Get("ctladm", "tur, ready").StandardOutput), Is.True);
        Assert.That(UnitReady.Is(""), Is.False);
        Assert.That(UnitReady.Is("Unit is not ready\n"), Is.False);
    }

    [TestCase("tur, reset", "reset")]
    [TestCase("tur, no such LUN", "no such LUN")]
    [TestCase("tur, no media", "without media")]
    [TestCase("no device", "ctl_load")]
    public void Exit_0_does_not_mean_ready_and_the_sense_is_explained(string name, string meaning)
    {
        CommandResult answer = Transcript.Get("ctladm", name);
        Assert.That(UnitReady.Is(answer.StandardOutput), Is.False);
        Assert.That(UnitReady.Why(answer.StandardError, answer.StandardOutput), Does.Contain(meaning));
    }
}
