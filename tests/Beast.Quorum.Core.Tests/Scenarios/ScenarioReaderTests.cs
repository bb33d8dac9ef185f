namespace Beast.Quorum.Core.Tests.Scenarios;

/// <summary>Mistakes in a scenario are told, with file and line; a difference is shown.</summary>
public class ScenarioReaderTests
{
    [TestCase("begin\nfly 0\n----\n", "Scenarios/a/b.txt:2: fly 0: unknown command 'fly'")]
    [TestCase("# words\n\nbegin speed=9\n----\n", "b.txt:3: begin speed=9: 'begin' does not know 'speed=9'")]
    [TestCase("begin timing=slow\n----\n", "timing=slow: must be one of fast, balanced")]
    [TestCase("begin\nkill 2\n----\n", "'kill' needs node 0 or 1")]
    [TestCase("begin\nrun\n----\n", "'run' needs how long")]
    [TestCase("begin\nrun 3\n----\n", "'3' is no time")]
    [TestCase("begin\nrun 3s 4s\n----\n", "'run' does not know '4s'")]
    [TestCase("begin\ndevice 0 sings\n----\n", "'device' does not know 'sings'")]
    [TestCase("begin\norder 0 dance\n----\n", "'order' does not know 'dance'")]
    [TestCase("begin\nkill 0\norder 0 stop\n----\n", "no daemon runs on node 0")]
    [TestCase("begin\nuntil serves 1 within 2s\n----\n", "not within 2 s")]
    [TestCase("begin\nuntil phase 1 sleeping\n----\n", "there is no phase 'sleeping'")]
    [TestCase("begin\ncut both 7\n----\n", "there is no interlink 7")]
    [TestCase("begin\nscribble 0\n----\n", "needs blocks=0x03")]
    [TestCase("run 1s\n----\n", "'begin' makes one")]
    public void A_mistake_is_told_with_file_and_line(string text, string message)
    {
        ScenarioException told = Assert.Throws<ScenarioException>(() => Scenario.Run("a/b", text));
        Assert.That(told.Message, Does.Contain(message).And.Contain("Scenarios/a/b.txt:"));
    }

    [Test]
    public void A_run_gives_the_text_back_with_what_was_printed()
    {
        const string text = "# A comment.\nbegin\nserve\nwho\n----\nnode 7 serves\n\n# Another one.\noffs\n----\n";
        const string printed =
            "# A comment.\nbegin\nserve\nwho\n----\nnode 0 serves\n\n# Another one.\noffs\n----\nnobody went off\n";
        Assert.That(Scenario.Run("a/b", text), Is.EqualTo(printed));
        Assert.That(Scenario.Run("a/b", printed), Is.EqualTo(printed));
    }

    [Test]
    public void Commands_without_dashes_at_the_end_get_them()
    {
        Assert.That(Scenario.Run("a/b", "begin\noffs\n"), Is.EqualTo("begin\noffs\n----\nnobody went off\n"));
    }

    [Test]
    public void A_difference_shows_its_lines_and_those_around_it()
    {
        string shown = ScenarioDifference.Show("a\nb\nc\nd\ne", "a\nb\nx\ny\nd\ne");
        Assert.That(shown, Is.EqualTo("    1   a\n    2   b\n    3 - c\n    3 + x\n    4 + y\n"));
        Assert.That(ScenarioDifference.Show("a\nb", "a\nb"), Is.Empty);
    }

    [Test]
    public void Measured_times_are_rounded_and_thresholds_are_not()
    {
        string shown = Rounding.Reason("silent for 1.042 s, more than 350 ms", Core.Time.TimingPresets.Fast);
        Assert.That(shown, Is.EqualTo("silent for about 1.0 s, more than 350 ms"));
    }
}
