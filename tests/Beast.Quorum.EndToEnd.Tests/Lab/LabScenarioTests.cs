using System.Text.Json;
using Beast.Quorum.Lab.Scenarios;

namespace Beast.Quorum.EndToEnd.Tests.Lab;

/// <summary>Every scenario of the lab, with real processes.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class LabScenarioTests
{
    private static readonly string[] RunKeys = ["scenario", "verdict", "rounds", "timing", "seed", "version"];

    private static readonly string[] RoundKeys =
    [
        "round", "what", "client_gap_ms", "writes_acked", "writes_lost", "wrong_reads", "double_serving_ms",
        "double_import_ms", "false_takeovers", "watchdog_resets", "loop_was_late", "findings",
    ];

    private static IEnumerable<string> Scenarios() => ScenarioList.Names.Where(
        name => name != ScenarioList.Everything && !name.StartsWith("control-", StringComparison.Ordinal));

    private static IEnumerable<string> Here() => Scenarios().Except(LabFaultTests.Patient);

    [TestCaseSource(nameof(Here))]
    public void A_scenario_passes_and_its_traces_give_the_same_decisions_again(string scenario)
    {
        using LabReport report = LabReport.Of(scenario);
        MustPass(report);
    }

    [Test]
    public void The_scenarios_of_the_specification_are_all_there() => Assert.That(
        Scenarios(),
        Is.EquivalentTo((string[])
        [
            "power-off", "standby-off", "daemon-kill", "freeze", "host-freeze", "link-cut", "one-way-link",
            "device-loss", "device-hang", "switchover", "restart", "cold-start", "double-fault", "lossy-link",
            "device-swap", "pauses", "kills", "busy", "fence", "fence-fails", "two-pools", "arbitrator",
            "suspended-pool", "busy-export", "import-fails", "stale-import",
        ]));

    internal static void MustPass(LabReport report)
    {
        try
        {
            Passes(report);
            HasEveryFigure(report, report.Json);
            Traces.MustReplay(report.Directory);
        }
        catch (AssertionException)
        {
            report.Attach();
            throw;
        }
    }

    private static void Passes(LabReport report)
    {
        Assert.That(report.ExitCode, Is.Zero, report.Explain);
        Assert.That(report.Json.GetProperty("verdict").GetString(), Is.EqualTo("pass"), report.Explain);
        JsonElement round = report.LastRound;
        Assert.Multiple(() =>
        {
            Assert.That(round.GetProperty("double_serving_ms").GetDouble(), Is.Zero);
            Assert.That(round.GetProperty("double_import_ms").GetDouble(), Is.Zero);
            Assert.That(round.GetProperty("writes_lost").GetInt64(), Is.Zero);
            Assert.That(round.GetProperty("wrong_reads").GetInt64(), Is.Zero);
            Assert.That(round.GetProperty("false_takeovers").GetInt32(), Is.Zero);
            Assert.That(round.GetProperty("writes_acked").GetInt64(), Is.GreaterThan(20));
            Assert.That(round.GetProperty("findings").GetArrayLength(), Is.Zero);
        });
    }

    private static void HasEveryFigure(LabReport report, JsonElement json)
    {
        Assert.That(json.EnumerateObject().Select(property => property.Name), Is.SupersetOf(RunKeys));
        Assert.That(json.GetProperty("timing").GetString(), Is.EqualTo(report.Timing));
        Assert.That(json.GetProperty("rounds").GetArrayLength(), Is.EqualTo(report.Rounds));
        JsonElement round = report.LastRound;
        IEnumerable<string> keys = round.EnumerateObject().Select(property => property.Name);
        Assert.That(keys, Is.SupersetOf(RoundKeys));
        Assert.That(keys, Does.Contain("detect_ms").And.Contain("takeover_ms"), "null where there is no such thing");
        if (json.GetProperty("scenario").GetString() == "power-off")
        {
            Assert.That(round.GetProperty("detect_ms").GetDouble(), Is.GreaterThan(2000), "P must be waited for");
            Assert.That(round.GetProperty("takeover_ms").GetDouble(), Is.GreaterThan(0));
            Assert.That(round.GetProperty("client_gap_ms").GetDouble(), Is.GreaterThan(2000));
        }
    }
}
