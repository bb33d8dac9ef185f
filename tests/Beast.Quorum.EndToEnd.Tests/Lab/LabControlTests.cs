namespace Beast.Quorum.EndToEnd.Tests.Lab;

/// <summary>The lab's own proof that it can fail: forced faults must be seen, or its passes mean nothing.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class LabControlTests
{
    [TestCase("control-double-serving", "double_serving_ms")]
    [TestCase("control-lost-write", "writes_lost")]
    [TestCase("control-stale-read", "wrong_reads")]
    public void A_forced_fault_gives_verdict_fail_its_figure_and_a_failing_exit_code(string scenario, string figure)
    {
        using LabReport report = LabReport.Of(scenario);
        Assert.Multiple(() =>
        {
            Assert.That(report.ExitCode, Is.EqualTo(1), report.Explain);
            Assert.That(report.Json.GetProperty("verdict").GetString(), Is.EqualTo("fail"), report.Explain);
            Assert.That(report.LastRound.GetProperty(figure).GetDouble(), Is.GreaterThan(0), report.Explain);
            Assert.That(report.LastRound.GetProperty("findings").GetArrayLength(), Is.GreaterThan(0), report.Explain);
        });
    }
}
