namespace Beast.Quorum.Core.Tests.Scenarios;

/// <summary>
/// Golden decisions: what the shipped machine decides, and why, in situations that somebody wrote down and read.
/// <c>README.md</c> beside this file says how.
/// </summary>
public class ScenarioTests
{
    private static IEnumerable<string> Names => ScenarioFiles.Names;

    [TestCaseSource(nameof(Names))]
    public void The_scenario_prints_what_it_printed_when_it_was_approved(string name)
    {
        string path = ScenarioFiles.PathOf(name);
        string expected = File.ReadAllText(path);
        string actual = Scenario.Run(name, expected);
        if (ScenarioFiles.Rewrites)
        {
            File.WriteAllText(path, actual);
            return;
        }

        string difference = ScenarioDifference.Show(expected, actual);
        Assert.That(difference, Is.Empty, $"""
            Scenarios/{name}.txt: what is decided changed (- expected, + actual).
            {difference}
            If it is right by the design, write the new text and read it before you commit it:
            {ScenarioFiles.Switch}=1 dotnet test tests/Beast.Quorum.Core.Tests -c Release --filter "Name~scenario"
            """);
    }
}
