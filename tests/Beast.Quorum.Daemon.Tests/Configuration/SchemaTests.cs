using System.Reflection;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Configuration.Schema;

namespace Beast.Quorum.Daemon.Tests.Configuration;

public sealed class SchemaTests
{
    [Test]
    public void Every_property_of_the_model_has_a_key()
    {
        Type[] sections =
        [
            typeof(BeastqConfiguration), typeof(QuorumDeviceConfiguration), typeof(InterlinkConfiguration),
            typeof(WatchdogConfiguration), typeof(SelfFenceConfiguration), typeof(FencingConfiguration),
            typeof(FencingMethodConfiguration), typeof(FencedDiskConfiguration),
            typeof(CommandsConfiguration), typeof(GroupConfiguration), typeof(CustomCommands),
            typeof(ArbitratorConfiguration),
        ];
        int properties = sections.Sum(section => section
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Count(property => property.CanWrite));
        const int timing = 8;

        Assert.That(SchemaWalk.All().Count(), Is.EqualTo(properties + timing));
    }

    [Test]
    public void Every_value_of_every_choice_can_be_written()
    {
        foreach ((string path, Setting setting, SectionKind section) in SchemaWalk.All())
        {
            if (setting.Get(section.Blank) is Enum standard)
            {
                foreach (object value in Enum.GetValues(standard.GetType()))
                {
                    Assert.That(setting.Kind.Inline(value), Is.Not.Empty, path);
                }
            }
        }
    }

    [Test]
    public void No_two_keys_of_a_section_have_the_same_name() =>
        Assert.That(SchemaWalk.All().Select(row => row.Path), Is.Unique);

    [TestCase("250ms", 250)]
    [TestCase("5s", 5000)]
    [TestCase("10m", 600_000)]
    [TestCase("1h", 3_600_000)]
    [TestCase("0s", 0)]
    [TestCase("90s", 90_000)]
    public void A_duration_reads_and_writes_the_same(string text, int milliseconds)
    {
        TimeSpan span = TimeSpan.FromMilliseconds(milliseconds);

        Assert.That(DurationText.Parse(text), Is.EqualTo(span));
        Assert.That(DurationText.Format(span), Is.EqualTo(text));
    }

    [TestCase("")]
    [TestCase("s")]
    [TestCase("5")]
    [TestCase("5 s")]
    [TestCase("5S")]
    [TestCase("5d")]
    [TestCase("1e3s")]
    [TestCase("9223372036854775807h")]
    [TestCase("٣s")]
    public void Anything_else_is_no_duration(string text) => Assert.That(DurationText.Parse(text), Is.Null);

    [Test]
    public void A_presets_watchdog_written_as_a_duration_is_programmed_to_the_same_period()
    {
        foreach (QuorumTiming preset in TimingPresets.All)
        {
            TimeSpan written = DurationText.Parse(DurationText.Format(preset.Watchdog))!.Value;

            Assert.That(written, Is.LessThanOrEqualTo(preset.Watchdog));
            Assert.That(written * 2, Is.GreaterThan(preset.Watchdog));
        }
    }
}
