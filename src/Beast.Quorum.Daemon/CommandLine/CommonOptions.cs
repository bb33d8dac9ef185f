using System.CommandLine;
using System.CommandLine.Completions;
using Beast.Quorum.Daemon.Configuration;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary>Options and arguments that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<string?> Config { get; } = new("--config", "-c")
    {
        Description = $"the configuration file (default: {ConfigurationFile.DefaultPath})",
        HelpName = "FILE",
        Recursive = true,
    };

    public static Option<string?> Socket { get; } = new("--socket")
    {
        Description = "the daemon's control socket (default: control.sock in run_directory)",
        HelpName = "PATH",
        Recursive = true,
    };

    public static Argument<string> Group(string description)
    {
        Argument<string> argument = new("group") { Description = description, HelpName = "GROUP" };
        argument.CompletionSources.Add(Groups);
        return argument;
    }

    /// <summary>Overrides that this node may hold the last good copy.</summary>
    public static Option<bool> Force() => new("--force")
    {
        Description = "although a recovery is unfinished and this node may hold the last good copy",
    };

    /// <summary>A duration such as <c>30m</c>; what is wrong is a usage error.</summary>
    public static TimeSpan? Duration(System.CommandLine.Parsing.ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        TimeSpan? span = DurationText.Parse(text);
        if (span is null || span <= TimeSpan.Zero || span > TimeSpan.FromDays(365))
        {
            result.AddError($"'{Printable.Short(text, 40)}' is no duration; allowed: a whole number and a unit, "
                + "such as 90s, 30m or 2h, at most a year");
            return null;
        }

        return span;
    }

    /// <summary>A node; what is wrong is a usage error.</summary>
    public static int? Node(System.CommandLine.Parsing.ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (text is "0" or "1")
        {
            return text[0] - '0';
        }

        result.AddError($"'{Printable.Short(text, 40)}' is no node; allowed: 0 and 1");
        return null;
    }

    private static IEnumerable<CompletionItem> Groups(CompletionContext context)
    {
        string path = context.ParseResult.GetValue(Config) ?? ConfigurationFile.DefaultPath;
        ConfigurationResult loaded = ConfigurationFile.Load(path);
        return loaded.IsValid ? loaded.Configuration.Groups.Select(group => new CompletionItem(group.Name)) : [];
    }
}
