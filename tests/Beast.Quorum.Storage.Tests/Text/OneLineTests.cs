using Beast.Quorum.Storage.Text;

namespace Beast.Quorum.Storage.Tests.Text;

public sealed class OneLineTests
{
    [TestCase(396)]
    [TestCase(397)]
    [TestCase(398)]
    [TestCase(399)]
    [TestCase(400)]
    public void A_line_never_passes_its_limit_wherever_the_last_word_begins(int first)
    {
        string line = OneLine.Of(new string('a', first) + " b cc ddd");
        Assert.That(line, Has.Length.LessThanOrEqualTo(OneLine.Most).And.EndsWith("…"));
        Assert.That(OneLine.Of(line), Is.EqualTo(line));
    }

    [Test]
    public void Blanks_line_ends_and_escapes_become_one_blank() =>
        Assert.That(OneLine.Of("\n one\r\n\ttwo\u001b[2J  three\n"), Is.EqualTo("one two [2J three"));
}
