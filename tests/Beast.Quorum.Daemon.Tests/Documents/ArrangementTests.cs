using System.Text.RegularExpressions;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Tests.Configuration;

namespace Beast.Quorum.Daemon.Tests.Documents;

/// <summary>
/// Every configuration on the pages about arrangements is one that works: each is read as the daemon reads it.
/// </summary>
public sealed partial class ArrangementTests
{
    private static IEnumerable<TestCaseData> Blocks() =>
        from file in Directory.GetFiles(Repository.File("docs"), "arrangement-*.md").Order(StringComparer.Ordinal)
        from block in Yaml().Matches(File.ReadAllText(file)).Select((match, index) => (match.Groups[1].Value, index))
        select new TestCaseData(block.Value)
            .SetName($"Configuration_{block.index + 1}_of_{Path.GetFileNameWithoutExtension(file)}_is_valid");

    [TestCaseSource(nameof(Blocks))]
    public void A_configuration_in_a_document_is_valid(string text)
    {
        SkipWithoutProfiles(text);
        ConfigurationResult result = ConfigurationReader.Read(text);

        Assert.That(result.Faults, Is.Empty, string.Join('\n', result.Faults));
    }

    [TestCase("arrangement-ctl-ha.md")]
    [TestCase("arrangement-ctl-ha-lun.md")]
    [TestCase("arrangement-arbitrator.md")]
    public void An_arrangement_has_one_configuration_for_each_node_and_they_agree(string document)
    {
        string page = File.ReadAllText(Repository.File("docs/" + document));
        SkipWithoutProfiles(page);
        BeastqConfiguration[] nodes =
        [
            .. Yaml().Matches(page)
                .Select(match => ConfigurationReader.Read(match.Groups[1].Value).Configuration),
        ];

        Assert.That(nodes.Select(node => node.Node), Is.EqualTo(Both));
        Assert.That(nodes[0].Cluster, Is.EqualTo(nodes[1].Cluster));
        Assert.That(nodes[0].Timing.Fingerprint, Is.EqualTo(nodes[1].Timing.Fingerprint));
        Assert.That(
            nodes[0].Groups.Select(group => (group.Name, group.Profile, group.Preferred)),
            Is.EqualTo(nodes[1].Groups.Select(group => (group.Name, group.Profile, group.Preferred))));
        Assert.That(nodes[0].Interlinks.Select(link => link.Local), Is.EqualTo(
            nodes[1].Interlinks.Select(link => link.Peer)));
    }

    [Test]
    public void The_readme_leads_to_every_document()
    {
        string readme = File.ReadAllText(Repository.File("README.md"));

        Assert.That(
            Directory.GetFiles(Repository.File("docs"), "*.md").Select(Path.GetFileName)
                .Where(name => !readme.Contains($"docs/{name}", StringComparison.Ordinal)),
            Is.Empty);
    }

    /// <summary>The pages are written for a program with all profiles; one without them has nothing to prove.</summary>
    private static void SkipWithoutProfiles(string text)
    {
        bool hasAll = Enum.TryParse<StorageProfile>("Arbitrator", out _);
        Assume.That(
            hasAll || !NewProfile().IsMatch(text), "this build has neither profile ctl-ha-lun nor arbitrator");
    }

    [GeneratedRegex("^ +profile: (ctl-ha-lun|arbitrator)$", RegexOptions.Multiline)]
    private static partial Regex NewProfile();

    private static readonly int[] Both = [0, 1];

    [GeneratedRegex("^```ya?ml\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Yaml();
}
