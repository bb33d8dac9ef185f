using System.Runtime.InteropServices;
using System.Text.Json;
using Beast.Quorum.Lab.Scenarios;

namespace Beast.Quorum.Lab.Runs;

/// <summary><c>beastq lab run</c>: scenarios one after another, a verdict, and an exit code.</summary>
public static class LabRun
{
    /// <summary>Exit code of a run that was interrupted.</summary>
    public const int Interrupted = 130;

    private static readonly TimeSpan HearWithin = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs what the settings say.</summary>
    /// <returns>0 only if every verdict is pass.</returns>
    public static int Execute(LabSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        TextWriter output = settings.Json ? Console.Error : Console.Out;
        Timeline timeline = new(output, settings.Json ? Console.IsErrorRedirected : Console.IsOutputRedirected);
        using CancellationTokenSource cancel = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        List<RunReport> reports = [];
        try
        {
            foreach (Scenario scenario in ScenarioList.Find(settings.Scenario))
            {
                reports.Add(RunOne(scenario, settings, timeline, cancel.Token));
            }
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            // Whatever broke then was broken by the interruption.
            timeline.Line("interrupted: everything the lab started has been ended");
            return Interrupted;
        }

        if (settings.Json)
        {
            Console.Out.WriteLine(reports.Count == 1
                ? JsonSerializer.Serialize(reports[0], ReportJson.Default.RunReport)
                : JsonSerializer.Serialize(reports, ReportJson.Default.IReadOnlyListRunReport));
        }

        if (reports.Count > 1)
        {
            timeline.Line($"{reports.Count(report => report.Passed)} of {reports.Count} scenarios passed");
        }

        return reports.Count > 0 && reports.All(report => report.Passed) ? 0 : 1;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            cancel.Cancel();
        }
    }

    /// <summary>
    /// Whether something broke because of Ctrl-C: a terminal sends it to the lab's hosts too, and they may die of it
    /// before this process has heard.
    /// </summary>
    internal static bool WasInterrupted(CancellationToken cancel) => cancel.WaitHandle.WaitOne(HearWithin);

    private static RunReport RunOne(
        Scenario scenario, LabSettings settings, Timeline timeline, CancellationToken cancel)
    {
        // Unix sockets lie in it, and their paths are short; so the directory is too.
        string root = settings.KeepDirectory is { } keep
            ? Path.Combine(Path.GetFullPath(keep), scenario.Name)
            : Directory.CreateTempSubdirectory("bq").FullName;
        try
        {
            if (settings.KeepDirectory is not null && Directory.Exists(root))
            {
                Directory.Delete(root, recursive: true);
            }

            return new ScenarioRun(scenario, settings, root, timeline).Run(cancel);
        }
        catch (Exception fault) when (!WasInterrupted(cancel)
            && fault is LabFailureException or InvalidOperationException or IOException)
        {
            timeline.Line($"the lab cannot be built in {root}: {fault.Message}");
            timeline.Line($"verdict of {scenario.Name}: fail");
            return new RunReport
            {
                Scenario = scenario.Name,
                Verdict = "fail",
                Rounds = [],
                Timing = settings.Timing.Name,
                Seed = settings.Seed,
                Version = settings.Version,
            };
        }
        finally
        {
            if (settings.KeepDirectory is null)
            {
                Directory.Delete(root, recursive: true);
            }
        }
    }
}
