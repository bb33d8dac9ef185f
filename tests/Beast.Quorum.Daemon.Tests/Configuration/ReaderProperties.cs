using System.Text;
using Beast.Quorum.Daemon.Configuration;
using FsCheck;
using FsCheck.Fluent;

namespace Beast.Quorum.Daemon.Tests.Configuration;

public sealed class ReaderProperties
{
    private static readonly string[] Pieces =
    [
        ":", " ", "\n", "  ", "- ", "[", "]", "{", "}", ",", "&a ", "*a", "!t ", "|", ">", "\"", "'", "#", "%", "? ",
        "---", "...", "\t", "\r", "\\u12", "null", "~", "node", "groups", "timing", "luns: ", "5s", "a: b\n", "\u0085",
        "\ud800", "9999999999", "%YAML 1.1\n", "<<: ", "@", "`", "\u2028", "\\UFFFFFFFF", "|9\n", ">-\n ",
    ];

    [FsCheck.NUnit.Property(MaxTest = 3000)]
    public void Any_text_is_read_or_refused(string? text) => AssertAnswered(text ?? "");

    [FsCheck.NUnit.Property(MaxTest = 3000)]
    public void Any_bytes_are_read_or_refused(byte[] bytes) => AssertAnswered(Encoding.Latin1.GetString(bytes));

    [FsCheck.NUnit.Property(MaxTest = 5000)]
    public Property Any_heap_of_YAML_is_read_or_refused() => Prop.ForAll(
        Gen.ArrayOf(Gen.Elements(Pieces)).Select(pieces => string.Concat(pieces)).ToArbitrary(),
        text => AssertAnswered(text));

    [FsCheck.NUnit.Property(MaxTest = 5000)]
    public Property A_good_file_with_a_piece_of_another_kind_anywhere_is_read_or_refused() => Prop.ForAll(
        Gen.Choose(0, FullFile.Text.Length).ToArbitrary(),
        Gen.Choose(0, 12).ToArbitrary(),
        Gen.Elements(Pieces).ToArbitrary(),
        (at, removed, piece) =>
        {
            int end = Math.Min(FullFile.Text.Length, at + removed);
            AssertAnswered(FullFile.Text[..at] + piece + FullFile.Text[end..]);
        });

    [TestCase("[")]
    [TestCase("{")]
    [TestCase("- ")]
    [TestCase("? ")]
    [TestCase("a: ")]
    [TestCase("a:\n")]
    [TestCase("{a: ")]
    [TestCase("- a\n")]
    [TestCase("&a ")]
    [TestCase("!a ")]
    [TestCase("\"")]
    [TestCase("\" ")]
    [TestCase("x")]
    [TestCase(" ")]
    [TestCase("\n")]
    [TestCase("# \n")]
    [TestCase("---\n")]
    [TestCase("|\n")]
    [TestCase("a,")]
    [CancelAfter(120_000)]
    public void A_whole_mebibyte_of_one_thing_is_answered(string piece)
    {
        string text = new StringBuilder().Insert(0, piece, ConfigurationFile.MaximumSize / piece.Length).ToString();

        AssertAnswered(text);
        AssertAnswered("groups: [" + text);
        AssertAnswered(Yaml.Least + "trigger: [/a," + text);
    }

    [Test]
    public void A_hundred_thousand_faults_are_counted_and_the_first_hundred_shown()
    {
        StringBuilder text = new(Yaml.Least);
        for (int index = 0; index < 100_000; index++)
        {
            text.Append('k').Append(index).Append(": 1\n");
        }

        string[] report = ConfigurationText.Check("f", ConfigurationReader.Read(text.ToString())).Split('\n');

        Assert.That(report, Has.Length.EqualTo(103));
        Assert.That(report[100], Is.EqualTo("f: and 99900 more"));
        Assert.That(report[101], Does.StartWith("f: 100000 faults"));
    }

    private static void AssertAnswered(string text)
    {
        ConfigurationResult result = ConfigurationReader.Read(text);

        Assert.That(result.IsValid, Is.EqualTo(result.Faults.Count == 0));
        Assert.That(result.Faults.Take(200).Select(fault => fault.Message), Has.None.Empty);
        Assert.That(result.Faults.Take(200).Select(fault => fault.ToString()), Has.None.Contains("\n"));
    }
}
