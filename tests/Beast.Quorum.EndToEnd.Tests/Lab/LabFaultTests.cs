namespace Beast.Quorum.EndToEnd.Tests.Lab;

/// <summary>The scenarios that mostly wait, beside each other.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class LabFaultTests
{
    internal static IReadOnlyList<string> Patient { get; } =
    [
        "pauses", "device-swap", "lossy-link", "kills", "standby-off", "link-cut", "one-way-link", "device-loss",
        "device-hang", "fence", "fence-fails", "two-pools", "arbitrator",
        "suspended-pool", "busy-export", "import-fails", "stale-import",
    ];

    [TestCaseSource(nameof(Patient))]
    public void A_scenario_of_faults_passes_and_its_traces_give_the_same_decisions_again(string scenario)
    {
        using LabReport report = LabReport.Of(scenario);
        LabScenarioTests.MustPass(report);
    }
}
