using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Beast.Quorum.Core.Machine;
using Beast.Quorum.Daemon.CommandLine;
using Beast.Quorum.Daemon.Status;
using Beast.Quorum.Daemon.Tests.Approved;
using Beast.Quorum.Daemon.Tests.Configuration;

namespace Beast.Quorum.Daemon.Tests.Status;

public sealed partial class StatusSchemaTests
{
    [Test]
    public void The_document_is_field_by_field_as_approved() =>
        Approval.Matches("status-json", StatusCommand.Json(Samples.Build(Samples.Bad)) + "\n");

    [Test]
    public void Every_field_is_described_and_nothing_else()
    {
        JsonNode document = JsonNode.Parse(StatusCommand.Json(Samples.Build(Samples.Bad)))!;
        SortedSet<string> written = new(StringComparer.Ordinal);
        Collect(document, "", written);
        string[] described = [.. Described().Matches(File.ReadAllText(Repository.File("docs/status.md")))
            .Select(match => match.Groups[1].Value)];
        Assert.That(described, Is.EquivalentTo(written));
    }

    [Test]
    public void The_version_is_the_documented_one() => Assert.That(
        File.ReadAllText(Repository.File("docs/status.md")), Does.Contain($"version {StatusDocument.CurrentVersion}"));

    [Test]
    public void Every_phase_of_a_group_has_its_word([Values] GroupPhase phase)
    {
        StatusDocument status = Samples.Build(Samples.Node with { Groups = [Samples.Group with { Phase = phase }] });
        Assert.That(File.ReadAllText(Repository.File("docs/status.md")), Does.Contain($"`{status.Groups[0].Phase}`"));
    }

    [GeneratedRegex(@"^\| `([a-z_\[\].]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Described();

    private static void Collect(JsonNode? node, string path, SortedSet<string> into)
    {
        if (node is JsonObject fields)
        {
            foreach ((string name, JsonNode? value) in fields)
            {
                string below = path.Length == 0 ? name : $"{path}.{name}";
                if (value is JsonObject or JsonArray { Count: > 0 })
                {
                    Collect(value, below, into);
                }
                else
                {
                    into.Add(below);
                }
            }
        }
        else if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                Collect(item, path + "[]", into);
            }
        }
    }
}
