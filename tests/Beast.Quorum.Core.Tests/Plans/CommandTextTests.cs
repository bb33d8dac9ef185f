using Beast.Quorum.Core.Plans;

namespace Beast.Quorum.Core.Tests.Plans;

[TestFixture]
internal sealed class CommandTextTests
{
    [Test]
    public void Plain_arguments_stand_as_they_are() => Assert.That(
        CommandText.Of(["/sbin/zpool", "import", "-o", "cachefile=none", "beast"]),
        Is.EqualTo("/sbin/zpool import -o cachefile=none beast"));

    [Test]
    public void Other_arguments_are_quoted_as_a_shell_reads_them() =>
        Assert.That(CommandText.Of(["/a", "b c", "", "it's", "$x"]), Is.EqualTo(@"/a 'b c' '' 'it'\''s' '$x'"));

    [FsCheck.NUnit.Property]
    public bool Different_lists_give_different_lines(string?[]? first, string?[]? second)
    {
        List<string> a = [.. (first ?? []).Select(item => item ?? "")];
        List<string> b = [.. (second ?? []).Select(item => item ?? "")];
        return a.SequenceEqual(b) || CommandText.Of(a) != CommandText.Of(b);
    }

    [Test]
    public void Lists_that_differ_in_their_cuts_give_different_lines() =>
        Assert.That(CommandText.Of(["/a", "b' 'c"]), Is.Not.EqualTo(CommandText.Of(["/a", "b", "c"])));
}
