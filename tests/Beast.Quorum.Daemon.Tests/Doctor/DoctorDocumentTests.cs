using System.Text;
using System.Text.Json;
using Beast.Quorum.Daemon.Doctor.Checks;
using Beast.Quorum.Daemon.Doctor.Output;
using Beast.Quorum.Daemon.Status;
using Beast.Quorum.Daemon.Tests.CommandLine;
using Beast.Quorum.Daemon.Tests.Configuration;

namespace Beast.Quorum.Daemon.Tests.Doctor;

/// <summary>What people and programs see of the doctor.</summary>
internal sealed class DoctorDocumentTests
{
    private const string Heading = "## The checks\n\n";

    [Test]
    public void The_table_of_the_documents_is_the_one_of_the_code()
    {
        string path = Repository.File("docs/doctor.md");
        string text = File.ReadAllText(path);
        int start = text.IndexOf(Heading, StringComparison.Ordinal) + Heading.Length;
        if (Environment.GetEnvironmentVariable("BEASTQ_APPROVE") == "1")
        {
            text = text[..start] + Table();
            File.WriteAllText(path, text);
        }

        Assert.That(text[start..], Is.EqualTo(Table()), "Run this test with BEASTQ_APPROVE=1.");
    }

    [Test]
    public void The_json_has_every_result_and_the_worst()
    {
        DoctorPair pair = new();
        pair.Configuration = pair.Configuration with { Cluster = "other" };
        IReadOnlyList<DoctorResult> results = DoctorRun.Of(pair.Case, DoctorTable.All);
        using JsonDocument json = JsonDocument.Parse(DoctorDocument.Of(pair.Configuration, true, results).Json());
        JsonElement root = json.RootElement;
        Assert.That(root.GetProperty("worst").GetString(), Is.EqualTo("error"));
        Assert.That(root.GetProperty("checks").GetArrayLength(), Is.EqualTo(results.Count));
        JsonElement[] cluster =
            [.. root.GetProperty("checks").EnumerateArray().Where(check => Text(check, "id") == "quorum.cluster")];
        Assert.That(
            string.Join(' ', cluster.Select(check => $"{check.GetProperty("node")}:{Text(check, "result")}")),
            Is.EqualTo("0:error 1:error"));
        JsonElement both = root.GetProperty("checks").EnumerateArray().First(check => Text(check, "id") == "key.same");
        Assert.That(both.GetProperty("node").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void People_see_what_is_wrong_worst_first_and_what_to_do()
    {
        DoctorPair pair = new();
        pair.Set(Daemon.Doctor.Facts.FactName.Pool("beast", "failmode"), "wait");
        pair.Set(Daemon.Doctor.Facts.FactName.Pool("beast", "cachefile"), "-");
        pair.Own[Daemon.Doctor.Facts.FactName.RcOrder] =
            Daemon.Doctor.Facts.Fact.NotKnown("service: not ended within 15 s");
        using StringWriter writer = new();
        DoctorView.Write(
            DoctorRun.Of(pair.Case, DoctorTable.All), all: false, new Terminal(writer, 100, false, false, false));
        string text = writer.ToString();
        int[] places =
        [
            text.IndexOf("ERROR", StringComparison.Ordinal),
            text.IndexOf("zpool set cachefile=none", StringComparison.Ordinal),
            text.IndexOf("WARNING", StringComparison.Ordinal), text.IndexOf("UNKNOWN", StringComparison.Ordinal),
            text.IndexOf("fine, 1 error, 1 warning, 1 unknown", StringComparison.Ordinal),
        ];
        Assert.That(places, Is.Ordered.And.All.Not.Negative, text);
    }

    [Test]
    public void A_check_that_does_not_exist_is_a_usage_error_with_a_suggestion()
    {
        Outcome outcome = Outcome.Of("doctor", "--check", "zfs.cachefiel");
        Assert.That(outcome.Code, Is.EqualTo(64));
        Assert.That(outcome.Error, Does.Contain("did you mean 'zfs.cachefile'?"));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string Table()
    {
        StringBuilder text = new(
            "| id | wanted | why | how to mend it | at worst |\n| --- | --- | --- | --- | --- |\n");
        foreach (DoctorCheck check in DoctorTable.All)
        {
            text.Append($"| `{check.Id}` | {check.Title} | {check.Meaning} | {check.Remedy} | "
                + $"{check.Severity.ToString().ToLowerInvariant()} |\n");
        }

        return text.ToString();
    }
}
