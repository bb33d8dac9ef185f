using System.Globalization;
using System.Text.Json;
using Beast.Quorum.EndToEnd.Tests.Support;
using Beast.Quorum.Platform.Processes;

namespace Beast.Quorum.EndToEnd.Tests.Lab;

/// <summary>One run of <c>beastq lab run --json</c>, with everything it left behind.</summary>
internal sealed class LabReport : IDisposable
{
    private static readonly TimeSpan DeadlineOfRound = TimeSpan.FromMinutes(4);
    private readonly TestFolder kept = TestFolder.WithoutDisk();
    private readonly CommandResult result;

    private LabReport(string scenario)
    {
        Scenario = scenario;
        Timing = TimingOf(scenario);
        Rounds = LongForm.IsWanted ? RoundsOfLongForm(scenario) : 1;
        result = Beastq.Run(
            Rounds * DeadlineOfRound, "lab", "run", "--scenario", scenario, "--timing", Timing, "--json",
            "--rounds", Rounds.ToString(CultureInfo.InvariantCulture), "--keep", kept.Path);
    }

    internal string Scenario { get; }

    internal string Timing { get; }

    internal int Rounds { get; }

    internal int ExitCode => result.ExitCode;

    internal JsonElement Json { get; private set; }

    internal JsonElement LastRound => Json.GetProperty("rounds")[Json.GetProperty("rounds").GetArrayLength() - 1];

    internal static LabReport Of(string scenario)
    {
        LabReport report = new(scenario);
        Assert.That(report.result.End, Is.EqualTo(CommandEnd.Exited), report.Explain());
        report.Json = JsonDocument.Parse(report.result.StandardOutput).RootElement;
        return report;
    }

    internal string Directory => kept.Path;

    /// <summary>The lab's timeline, and where the logs lie that are attached.</summary>
    internal string Explain() =>
        $"{Scenario} ended with {result.End} {result.ExitCode}\n{result.StandardOutput}\n{result.StandardError}";

    /// <summary>Leaves logs and traces with the test if it failed, nothing if it passed.</summary>
    public void Dispose()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == NUnit.Framework.Interfaces.TestStatus.Failed)
        {
            Attach();
        }

        kept.Dispose();
    }

    /// <summary>
    /// A killed daemon must be back before the watchdog fires: with 1 s, as in the quick presets, that is a question of
    /// how busy the machine is; with the 2 s of <c>bq-compat</c> it is one of the daemon. The same where the lab itself
    /// keeps the machine busy.
    /// </summary>
    private static string TimingOf(string scenario) => scenario is "daemon-kill" or "busy" ? "bq-compat" : "fast";

    /// <summary>
    /// Fifty-six kills, three minutes of load, every trouble of the device; the rest says all in one.
    /// </summary>
    private static int RoundsOfLongForm(string scenario) => scenario switch
    {
        "kills" => 7,
        "busy" => 9,
        "device-swap" or "pauses" or "lossy-link" => 3,
        _ => 1,
    };

    internal void Attach() => KeptFiles.Attach(Scenario, kept.Path, Explain());
}
