using Beast.Quorum.Daemon.Configuration;

namespace Beast.Quorum.Daemon.Tests.Configuration;

public sealed class ConfigurationShowTests
{
    [Test]
    public void Defaults_are_marked_and_what_the_file_says_is_not()
    {
        string[] shown = ConfigurationText.Show(Yaml.With("sysctl: native")).Split('\n');

        Assert.That(shown, Does.Contain("cluster: beast"));
        Assert.That(shown, Does.Contain("sysctl: native"));
        Assert.That(shown, Does.Contain("realtime: on  # default"));
        Assert.That(shown, Does.Contain("timing: balanced  # default"));
        Assert.That(shown, Does.Contain("  path: /dev/fido  # default"));
        Assert.That(shown, Does.Contain("  - name: beast"));
        Assert.That(shown, Does.Contain("    failback_delay: 10m  # default"));
        Assert.That(shown, Does.Contain("# trigger: not set"));
        Assert.That(
            string.Join(' ', shown.Select(line => line.TrimStart('#', ' '))),
            Does.Contain("peer wait 5.601 s,"));
    }

    [Test]
    public void What_is_shown_reads_back_as_the_same_configuration()
    {
        ConfigurationResult first = ConfigurationReader.Read(FullFile.Text);
        ConfigurationResult second = ConfigurationReader.Read(ConfigurationText.Show(first));

        Assert.That(second.Faults, Is.Empty);
        FullFile.AssertEveryValue(second.Configuration);
    }

    [Test]
    public void Custom_timing_reads_back_too()
    {
        const string timing =
            "timing: {heartbeat: 200ms, longest_cycle: 700ms, settle_limit: 1500ms, suspect_after: 2s, lease: 6s, "
            + "demote_budget: 2s, watchdog: 1s, margin: 400ms}";
        ConfigurationResult first = Yaml.With(timing);
        ConfigurationResult second = ConfigurationReader.Read(ConfigurationText.Show(first));

        Assert.That(second.Configuration.Timing, Is.EqualTo(first.Configuration.Timing));
    }

    [TestCase("a: b")]
    [TestCase("#x")]
    [TestCase("null")]
    [TestCase("\"quoted\" \\ back")]
    [TestCase("{x}, [y]")]
    [TestCase("'")]
    [TestCase("-")]
    [TestCase("tab\tline\nend")]
    [TestCase("ä € \u2028 𝄞")]
    public void Any_argument_reads_back_as_it_was(string argument)
    {
        ConfigurationResult first = Yaml.With("trigger: [/x, \"" + argument
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\u2028", "\\u2028", StringComparison.Ordinal) + "\"]");
        ConfigurationResult second = ConfigurationReader.Read(ConfigurationText.Show(first));

        Assert.That(second.Configuration.Trigger![1], Is.EqualTo(argument));
    }

    [Test]
    public void A_result_with_faults_cannot_be_shown() =>
        Assert.That(() => ConfigurationText.Show(Yaml.With("x: 1")), Throws.InvalidOperationException);
}
