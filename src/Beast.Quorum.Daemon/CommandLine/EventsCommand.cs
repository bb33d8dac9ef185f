using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Journal;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq events</c>.</summary>
internal static class EventsCommand
{
    private const string DefaultDirectory = "/var/db/beastq";
    private const int DefaultCount = 20;
    private const int MostCount = 1_000_000;

    public static Command Build()
    {
        Option<bool> follow = new("--follow", "-f") { Description = "and every new one, until Ctrl-C" };
        Option<int> count = new("--number", "-n")
        {
            Description = "how many of the newest",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultCount,
            CustomParser = Count,
        };
        Option<bool> json = new("--json") { Description = "one JSON object a line, as the journal has them" };
        Option<string?> directory = new("--directory")
        {
            Description = "where the journal is (default: the configured state_directory)",
            HelpName = "DIR",
        };
        Command command = new("events", "Show what happened, from the journal.") { follow, count, json, directory };
        command.SetAction(result =>
        {
            Surroundings surroundings = new(result);
            string where = result.GetValue(directory) ?? Configured(surroundings);
            Action<JournalEntry> show = entry =>
                surroundings.Out.WriteLine(result.GetValue(json) ? Json(entry) : Line(entry));
            return result.GetValue(follow)
                ? Follow(surroundings, where, result.GetValue(count), show)
                : Print(surroundings, where, result.GetValue(count), show);
        });
        return command;
    }

    /// <summary>An event as people read it.</summary>
    internal static string Line(JournalEntry entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"{entry.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}Z {Clean(entry.Level),-8} {Clean(entry.Id)} "
            + $"{Clean(entry.Text)}");

    private static int Print(Surroundings surroundings, string directory, int count, Action<JournalEntry> show)
    {
        if (!Directory.Exists(directory))
        {
            throw new CommandFailure($"{directory} does not exist; name the journal's directory with --directory, "
                + "or the configuration with --config");
        }

        JournalReader reader = new(directory);
        foreach (JournalEntry entry in reader.ReadLast(count))
        {
            show(entry);
        }

        if (reader.Skipped > 0)
        {
            surroundings.Error.WriteLine($"beastq: {reader.Skipped} unreadable lines were passed over");
        }

        return ExitCodes.Ok;
    }

    private static int Follow(Surroundings surroundings, string directory, int count, Action<JournalEntry> show)
    {
        using StopSignal stop = new();
        new JournalReader(directory).Follow(
            count,
            entry =>
            {
                show(entry);
                surroundings.Out.Flush();
            },
            stop.Token);
        return ExitCodes.Ok;
    }

    private static string Json(JournalEntry entry) =>
        JsonSerializer.Serialize(entry, JournalJson.Default.JournalEntry);

    private static string Configured(Surroundings surroundings)
    {
        BeastqConfiguration? configuration = surroundings.ConfigurationIfAny();
        return configuration?.StateDirectory ?? DefaultDirectory;
    }

    private static int Count(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count is >= 0 and <= MostCount)
        {
            return count;
        }

        result.AddError($"'{Printable.Short(text, 40)}' is no number of events; allowed: 0 to {MostCount}");
        return 0;
    }

    private static string Clean(string text) => Printable.Short(text, 2000);
}
