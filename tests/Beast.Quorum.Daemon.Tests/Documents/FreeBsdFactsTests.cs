using System.Text.RegularExpressions;
using Beast.Quorum.Daemon.Tests.Configuration;

namespace Beast.Quorum.Daemon.Tests.Documents;

/// <summary>docs/freebsd.md: every fact tells where it is used, by names that exist, and how it was verified.</summary>
public sealed partial class FreeBsdFactsTests
{
    private static readonly Lazy<HashSet<string>> Names = new(() =>
    [
        .. Directory.GetFiles(Repository.File("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Word().Matches(File.ReadAllText(file)).Select(match => match.Value)
                .Append(Path.GetFileNameWithoutExtension(file))),
    ]);

    private static IEnumerable<TestCaseData> Facts() => File.ReadLines(Repository.File("docs/freebsd.md"))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !Head().IsMatch(line))
        .Select(line => new TestCaseData(line).SetName($"Fact: {line[2..50].Trim()}"));

    [TestCaseSource(nameof(Facts))]
    public void A_fact_names_its_use_and_its_verification(string line)
    {
        string[] cells = line.Trim('|', ' ').Split(" | ");
        Assert.That(cells, Has.Length.EqualTo(3));
        Assert.That(cells[2], Does.Match("(T |S |O|M |Linux |not verified)"), "how was it verified?");
        foreach (Match match in Code().Matches(cells[1]))
        {
            string name = match.Groups[1].Value;
            if (name.Contains('/', StringComparison.Ordinal))
            {
                Assert.That(File.Exists(Repository.File(name)), Is.True, name);
            }
            else if (Name().IsMatch(name))
            {
                Assert.That(Names.Value.Contains(name), Is.True, $"{name} is not in the source");
            }
        }
    }

    [GeneratedRegex(@"^\| (fact|---) ")]
    private static partial Regex Head();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();

    [GeneratedRegex("^[A-Z][A-Za-z]+$")]
    private static partial Regex Name();
}
