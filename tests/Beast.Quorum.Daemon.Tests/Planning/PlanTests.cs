using System.Text.Json;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Daemon.Journal;
using Beast.Quorum.Daemon.Planning;
using Beast.Quorum.Daemon.Tests.Doctor;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Sysctls;
using Beast.Quorum.Storage;
using Moq;

namespace Beast.Quorum.Daemon.Tests.Planning;

/// <summary>What will run, who runs it, and how long it took so far.</summary>
internal sealed class PlanTests
{
    private static readonly BeastqConfiguration Configuration = new DoctorPair().Configuration;

    [Test]
    public void The_median_of_the_last_five_good_runs_is_expected()
    {
        StepHistory history = StepHistory.Of(
        [
            .. "90.00 1.00 9.00 2.00 8.00 3.00".Split(' ').Select(time => Ended("ImportPool beast", time)),
            Ended("ImportPool beast", "500.00", "Failed: no"), Ended("ImportPool beast", "x"),
        ]);
        Assert.That(history.Expected("ImportPool beast"), Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That(history.Expected("ImportPool other"), Is.Null);
    }

    [TestCase("takeover", 0, "Takeover@0")]
    [TestCase("demote", 1, "Demote@1")]
    [TestCase("failback", 0, "Release@1 Takeover@0 Rejoin@1")]
    public void Each_part_has_the_node_that_runs_it(string word, int node, string parts) => Assert.That(
        string.Join(' ', PlanPart.Of(Configuration with { Node = node }, Configuration.Groups[0], word)
            .Select(part => $"{part.Plan.Transition}@{part.Node}")),
        Is.EqualTo(parts));

    [Test]
    public void A_failback_goes_to_the_preferred_node_whoever_asks()
    {
        GroupConfiguration group = Configuration.Groups[0] with { Preferred = 1 };
        for (int node = 0; node < 2; node++)
        {
            Assert.That(
                PlanPart.Of(Configuration with { Node = node }, group, "failback").Select(part => part.Node),
                Is.EqualTo(new List<int> { 0, 1, 0 }));
        }
    }

    [Test]
    public void The_json_has_the_commands_the_deadlines_and_the_expected_times()
    {
        StepHistory history = StepHistory.Of(
            [Ended("ImportPool beast", "2.00"), Ended("TakeRole", "0.50"), Ended("WaitLunReady 0", "0.25")]);
        StorageSystem system = new(Configuration, Mock.Of<ICommandRunner>(), Mock.Of<ISysctl>(), []);
        using JsonDocument json = JsonDocument.Parse(PlanDocument.Of(
            0, PlanPart.Of(Configuration, Configuration.Groups[0], "takeover"), system, history).Json());
        JsonElement part = json.RootElement.GetProperty("parts")[0];
        JsonElement import = part.GetProperty("steps")[0];
        Assert.That(part.GetProperty("expected_s").GetDouble(), Is.EqualTo(2.75));
        Assert.That(
            part.GetProperty("unknown_steps").GetInt32(),
            Is.EqualTo(part.GetProperty("steps").GetArrayLength() - 3));
        Assert.That(import.GetProperty("kind").GetString(), Is.EqualTo(nameof(StepKind.ImportPool)));
        Assert.That(import.GetProperty("expected_s").GetDouble(), Is.EqualTo(2));
        Assert.That(import.GetProperty("deadline_s").GetDouble(), Is.EqualTo(120));
        Assert.That(import.GetProperty("commands")[0].GetString(), Does.Contain("zpool import"));
    }

    [Test]
    public void A_journal_that_is_not_there_is_no_history()
    {
        using Folder folder = new();
        Assert.That(StepHistory.Read(folder.Path).Expected("TakeRole"), Is.Null);
    }

    private static JournalEntry Ended(string step, string seconds, string reason = "Done: well") => new(
        DateTimeOffset.UnixEpoch, 0, "BQ2020", "step_ended", "info", 0, "beast", "",
        new Dictionary<string, string> { ["step"] = step, ["elapsed"] = seconds + " s", ["reason"] = reason });
}
