using System.Globalization;
using Beast.Quorum.Core.Time;
using Beast.Quorum.EndToEnd.Tests.Support;
using Beast.Quorum.Lab.Nodes;
using Beast.Quorum.Lab.Runs;
using Beast.Quorum.Lab.Scenarios;

namespace Beast.Quorum.EndToEnd.Tests.Lab;

/// <summary>
/// Runs a scenario of a test's own with the lab's parts, judges it as the lab does, and replays its traces.
/// </summary>
internal static class OwnScenario
{
    internal static void MustPass(Scenario scenario, NodePlaces? places)
    {
        using TestFolder folder = TestFolder.WithoutDisk();
        using StringWriter story = new(CultureInfo.InvariantCulture);
        string root = Path.Combine(folder.Path, scenario.Name);
        LabSettings settings = new()
        {
            Scenario = scenario.Name,
            Timing = TimingPresets.Fast,
            Seed = (ulong)TestContext.CurrentContext.Random.NextInt64(),
            KeepDirectory = folder.Path,
            Rounds = LongForm.IsWanted ? 3 : 1,
            Program = new LabProgram(Beastq.Words[0], [.. Beastq.Words.Skip(1), "lab"]),
            Places = places,
        };
        RunReport report = new ScenarioRun(scenario, settings, root, new Timeline(story, redirected: true))
            .Run(CancellationToken.None);
        TestContext.Out.WriteLine(story);
        try
        {
            Assert.That(report.Passed, Is.True, string.Join('\n', report.Rounds.SelectMany(round => round.Findings)));
            Traces.MustReplay(folder.Path);
        }
        catch (AssertionException)
        {
            KeptFiles.Attach(scenario.Name, folder.Path, story.ToString());
            throw;
        }
    }
}
