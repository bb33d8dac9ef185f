using System.Text.RegularExpressions;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Configuration.Schema;

namespace Beast.Quorum.Daemon.Tests.Configuration;

public sealed class SampleTests
{
    private static readonly string SamplePath = Repository.File("etc/beastq.yml.sample");

    private static readonly Lazy<string[]> Lines = new(() => File.ReadAllLines(SamplePath));

    [Test]
    public void The_sample_is_what_the_table_of_keys_says()
    {
        string written = SampleText.Write();
        if (Environment.GetEnvironmentVariable("BEASTQ_WRITE_SAMPLE") == "1")
        {
            File.WriteAllText(SamplePath, written);
        }

        Assert.That(
            File.ReadAllText(SamplePath),
            Is.EqualTo(written),
            "The table changed. Run this test with BEASTQ_WRITE_SAMPLE=1, read the difference, "
            + "commit it if it is right.");
    }

    [Test]
    public void The_sample_works_as_it_stands_for_ctrl_a_of_the_papers()
    {
        ConfigurationResult result = ConfigurationFile.Load(SamplePath);

        Assert.That(result.Faults, Is.Empty);
        Assert.That(result.Configuration.Groups[0].HaPeer, Is.EqualTo("listen 192.168.56.103:7777"));
    }

    [TestCaseSource(nameof(Keys))]
    public void Every_key_is_in_the_sample_below_its_meaning_bounds_and_default(string path)
    {
        (Setting setting, SectionKind section) = Find(path);
        string comment = string.Join(' ', Lines.Value[..LineOf(path)].Reverse()
            .TakeWhile(text => Regex.IsMatch(text, @"^ *(#  +)?# \S"))
            .Select(text => text.TrimStart(' ', '#'))
            .Reverse());
        Assert.That(comment, Does.Contain(setting.Meaning));
        if (setting.Kind is SectionKind)
        {
            return;
        }

        Assert.That(comment, Does.Contain($"Allowed: {setting.Kind.Allowed}. "));
        object? standard = setting.Get(section.Blank);
        string shown = standard is null ? "none" : setting.Kind.Inline(standard);
        Assert.That(comment, Does.Contain(setting.IsRequired
            ? "Required."
            : $"Default: {setting.DefaultText ?? (shown == "[]" ? "none" : shown)}."));
    }

    [Test]
    public void Commented_defaults_taken_in_change_nothing()
    {
        // Keys that show an example instead of their default, and sections that only other choices use, stay out.
        string[] taken = [.. Lines.Value.Select((text, index) =>
            Regex.IsMatch(text, "^ *#[a-z_]+: ")
            && !Lines.Value[index - 1].EndsWith("Example:", StringComparison.Ordinal)
                ? text.Replace("#", "", StringComparison.Ordinal)
                : text)];
        ConfigurationResult all = ConfigurationReader.Read(string.Join('\n', taken));
        ConfigurationResult sample = ConfigurationFile.Load(SamplePath);

        Assert.That(all.Faults, Is.Empty);
        Assert.That(all.Given, Has.Count.GreaterThan(sample.Given.Count + 15));
        Assert.That(Unmarked(all), Is.EqualTo(Unmarked(sample)));
        static string Unmarked(ConfigurationResult result) =>
            ConfigurationText.Show(result).Replace("  # default", "", StringComparison.Ordinal);
    }

    // The first line of each name below the line of the section it is in; timing is a mapping at its second line.
    private static int LineOf(string path)
    {
        int line = -1;
        string[] names = path.Split('.');
        for (int level = 0; level < names.Length; level++)
        {
            string indent = level == 0 ? "#?" : $@"( {{{2 * level},}}-? *#?| *#) *(- )?";
            string end = level == 0 && names.Length > 1 ? "$" : "";
            line = Array.FindIndex(
                Lines.Value,
                line + 1,
                text => Regex.IsMatch(text, $"^{indent}{names[level]}:{end}"));
            Assert.That(line, Is.Positive, $"{path} is not in the sample");
        }

        return line;
    }

    private static IEnumerable<string> Keys() => SchemaWalk.All().Select(row => row.Path);

    private static (Setting Setting, SectionKind Section) Find(string path)
    {
        (string _, Setting setting, SectionKind section) = SchemaWalk.All().Single(row => row.Path == path);
        return (setting, section);
    }
}
