using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Beast.Quorum.Bench.Takeover;

/// <summary>Lets <c>beastq lab run --json</c> do the work; its timeline goes to standard error as it comes.</summary>
internal static class LabRounds
{
    private static string Program => Path.Combine(AppContext.BaseDirectory, "beastq");

    public static Measurement Measure(string preset, int rounds)
    {
        ProcessStartInfo start = new(Program,
        [
            "lab", "run", "--scenario", "power-off", "--json", "--timing", preset,
            "--rounds", rounds.ToString(CultureInfo.InvariantCulture),
        ])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string json = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (json.Length == 0)
        {
            // An interrupted or broken run prints no report; what it said is on standard error.
            Console.Error.WriteLine($"{Program} lab run ended with exit code {process.ExitCode} and without a report");
            Environment.Exit(1);
        }

        using JsonDocument report = JsonDocument.Parse(json);
        return new Measurement(
            preset,
            report.RootElement.GetProperty("verdict").GetString()!,
            [.. report.RootElement.GetProperty("rounds").EnumerateArray().Select(Read)]);
    }

    private static Round Read(JsonElement round)
    {
        Dictionary<string, double?> figures = [];
        foreach (JsonProperty figure in round.EnumerateObject().Where(figure => figure.Name != "round"))
        {
            if (figure.Value.ValueKind is JsonValueKind.Number or JsonValueKind.Null)
            {
                figures[figure.Name] = figure.Value.ValueKind == JsonValueKind.Null ? null : figure.Value.GetDouble();
            }
        }

        return new Round(
            round.GetProperty("round").GetInt32(), round.GetProperty("loop_was_late").GetBoolean(), figures);
    }
}
