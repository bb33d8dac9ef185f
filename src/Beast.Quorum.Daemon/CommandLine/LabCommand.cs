using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Status;
using Beast.Quorum.Lab.Releases;
using Beast.Quorum.Lab.Runs;
using Beast.Quorum.Lab.Scenarios;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq lab run</c>.</summary>
internal static class LabCommand
{
    /// <summary>Runs the lab and returns the exit code; a test puts itself in its place.</summary>
    internal static Func<LabSettings, int> RunLab { get; set; } = LabRun.Execute;

    private static string[] Releases { get; } = [.. SystemRelease.All.Select(release => release.Name)];

    public static Command Build()
    {
        Command command = new("lab", "Try beastq on this machine alone: two nodes, real daemons, no root.");
        command.Subcommands.Add(Run());
        return command;
    }

    private static Command Run()
    {
        Option<string> scenario = new("--scenario")
        {
            Description = "what happens: " + string.Join(", ", ScenarioList.Names),
            HelpName = "NAME",
            DefaultValueFactory = _ => "power-off",
        };
        scenario.CompletionSources.Add(_ => ScenarioList.Names.Select(name =>
            new System.CommandLine.Completions.CompletionItem(name)));
        Option<int> rounds = new("--rounds")
        {
            Description = "how often",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
            CustomParser = Rounds,
        };
        Option<ulong?> seed = new("--seed")
        {
            Description = "seed of everything random (default: a new one, which is printed)",
            HelpName = "K",
            CustomParser = Seed,
        };
        Option<string> timing = new("--timing")
        {
            Description = "preset: " + string.Join(", ", TimingPresets.All.Select(preset => preset.Name)),
            HelpName = "NAME",
            DefaultValueFactory = _ => TimingPresets.Balanced.Name,
        };
        Option<string?> freebsd = new("--freebsd")
        {
            Description = "the FreeBSD that the hosts stand for: " + string.Join(", ", Releases)
                + $" (default: {SystemRelease.Usual.Name})",
            HelpName = "RELEASE",
        };
        freebsd.CompletionSources.Add(_ => Releases.Select(name =>
            new System.CommandLine.Completions.CompletionItem(name)));
        freebsd.Validators.Add(result => OneOf(result, Releases, "release"));
        scenario.Validators.Add(result => OneOf(result, ScenarioList.Names, "scenario"));
        timing.Validators.Add(result => OneOf(result, [.. TimingPresets.All.Select(preset => preset.Name)], "timing"));
        Option<bool> json = new("--json") { Description = "print one JSON object instead of a timeline" };
        Option<string?> keep = new("--keep") { Description = "keep logs and files of the run there", HelpName = "DIR" };
        Command command = new("run", "Build a pair, let something happen to it, and judge what it did.")
        {
            scenario, rounds, seed, timing, freebsd, json, keep,
        };
        command.SetAction(result =>
        {
            ulong chosen = result.GetValue(seed) ?? (ulong)Random.Shared.NextInt64();
            return RunLab(new LabSettings
            {
                Scenario = result.GetValue(scenario)!,
                Rounds = result.GetValue(rounds),
                Seed = chosen,
                Timing = TimingPresets.Find(result.GetValue(timing)!)!,
                Release = result.GetValue(freebsd) is { } release ? SystemRelease.Find(release) : null,
                Json = result.GetValue(json),
                KeepDirectory = result.GetValue(keep),
                Version = StatusContext.ProgramVersion,
            });
        });
        return command;
    }

    private static void OneOf(OptionResult result, IReadOnlyList<string> allowed, string what)
    {
        if (result.Tokens.Count > 0 && !allowed.Contains(result.Tokens[0].Value))
        {
            string word = result.Tokens[0].Value;
            string? meant = Suggestion.For(word, allowed);
            result.AddError($"there is no {what} '{Printable.Short(word, 40)}'; "
                + (meant is null ? $"allowed: {string.Join(", ", allowed)}" : $"did you mean '{meant}'?"));
        }
    }

    private static int Rounds(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int rounds)
            && rounds is >= 1 and <= 10_000)
        {
            return rounds;
        }

        result.AddError($"--rounds '{Printable.Short(text, 40)}' is no number of rounds; allowed: 1 to 10000");
        return 0;
    }

    private static ulong? Seed(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed))
        {
            return seed;
        }

        result.AddError($"--seed '{Printable.Short(text, 40)}' is no seed; allowed: a whole number from 0");
        return null;
    }
}
