namespace Beast.Quorum.Core.Tests.Scenarios.Matrix;

/// <summary>Every row of the evidence matrix has its scenario, and every scenario in that folder is a row.</summary>
public class EvidenceMatrixTests
{
    [Test]
    public void Every_row_has_a_scenario_that_plays_it()
    {
        List<string> wrong = [];
        foreach (IGrouping<string, EvidenceRow> rows in EvidenceMatrix.Rows.GroupBy(row => row.Name))
        {
            string path = ScenarioFiles.PathOf(rows.Key);
            string wanted = EvidenceMatrix.Text(rows);
            string found = File.Exists(path) ? File.ReadAllText(path) : "";
            if (Commands(found).SequenceEqual(Commands(wanted)))
            {
                continue;
            }

            if (ScenarioFiles.Rewrites)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, Scenario.Run(rows.Key, wanted));
            }
            else
            {
                wrong.Add(rows.Key);
            }
        }

        Assert.That(wrong, Is.Empty, $"missing, or not the row's commands; {ScenarioFiles.Switch}=1 writes them");
    }

    [Test]
    public void Every_scenario_about_evidence_is_a_row()
    {
        IEnumerable<string> found = ScenarioFiles.Names
            .Where(name => name.StartsWith("evidence/", StringComparison.Ordinal));
        Assert.That(found, Is.SubsetOf(EvidenceMatrix.Rows.Select(row => row.Name)));
    }

    [Test]
    public void Each_value_of_each_dimension_is_in_some_row()
    {
        EvidenceRow[] rows = [.. EvidenceMatrix.Rows];
        Assert.That(rows.Select(row => row.Owner).Distinct(), Is.EquivalentTo(Enum.GetValues<Owner>()));
        Assert.That(rows.Select(row => row.Health).Distinct(), Is.EquivalentTo(Enum.GetValues<Health>()));
        Assert.That(rows.Select(row => row.Paths).Distinct(), Is.EquivalentTo(Enum.GetValues<Paths>()));
        Assert.That(rows.Count(row => row.Maintenance), Is.EqualTo(rows.Length / 2));
    }

    [Test]
    public void In_every_row_the_node_serves_that_the_protocol_wants()
    {
        List<string> wrong = [];
        foreach (EvidenceRow row in EvidenceMatrix.Rows)
        {
            string wanted = EvidenceClaims.Server(row) is { } node ? $"node {node} serves" : "nobody serves";
            if (Part(row).First(line => line.EndsWith(" serves", StringComparison.Ordinal)) != wanted)
            {
                wrong.Add($"{row.Name}, maintenance {(row.Maintenance ? "on" : "off")}: {wanted}");
            }
        }

        Assert.That(wrong, Is.Empty, string.Join('\n', wrong));
    }

    [Test]
    public void In_no_row_is_anything_claimed_or_moved_under_maintenance()
    {
        IEnumerable<EvidenceRow> moved = EvidenceMatrix.Rows.Where(row => row.Maintenance
            && Part(row).Any(line => line.Contains("make claim") || line.Contains("begin switchover")));
        Assert.That(moved, Is.Empty);
    }

    [Test]
    public void In_no_row_does_anything_happen_to_a_group_whose_owner_lives_and_is_heard_on_some_path()
    {
        IEnumerable<EvidenceRow> moved = EvidenceMatrix.Rows.Where(row => row.Owner is Owner.Me or Owner.Peer
            && EvidenceClaims.Healthy(row)
            && Part(row).Any(line =>
                line.Contains(" epoch ") || line.Contains("suspect") || line.Contains("goes off")));
        Assert.That(moved, Is.Empty);
    }

    /// <summary>The lines of a row's scenario that belong to its setting of maintenance.</summary>
    private static string[] Part(EvidenceRow row)
    {
        string text = File.ReadAllText(ScenarioFiles.PathOf(row.Name));
        int on = text.IndexOf("# Maintenance is on.", StringComparison.Ordinal);
        return (row.Maintenance ? text[on..] : text[..on]).Split('\n');
    }

    private static IEnumerable<string> Commands(string text) =>
        ScenarioText.Parse(text).SelectMany(block => block.Commands.Select(line => line.Text).Append(""));
}
