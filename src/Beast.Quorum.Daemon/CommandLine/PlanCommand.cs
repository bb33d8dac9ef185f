using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Core.Plans;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Sysctls;
using Beast.Quorum.Storage;
using Beast.Quorum.Storage.Plans;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq plan</c>: the very list of commands that would run. Runs none of them.</summary>
internal static class PlanCommand
{
    private static readonly Dictionary<string, Transition> Transitions = Enum.GetValues<Transition>()
        .ToDictionary(transition => transition.ToString().ToLowerInvariant());

    public static Command Build()
    {
        Argument<string> transition = new("transition")
        {
            Description = string.Join(", ", Transitions.Keys),
            HelpName = "TRANSITION",
        };
        transition.CompletionSources.Add(_ => Transitions.Keys.Select(name => new CompletionItem(name)));
        transition.Validators.Add(Known);
        Argument<string> group = CommonOptions.Group("the group (default: every group)");
        group.Arity = ArgumentArity.ZeroOrOne;
        Command command = new("plan", "Print the commands that a transition would run on this node; runs nothing.")
        {
            transition, group,
        };
        command.SetAction(result =>
        {
            Surroundings surroundings = new(result);
            BeastqConfiguration configuration = surroundings.Configuration();
            StorageSystem system = new(configuration, new CommandRunner(), new NativeSysctl(), []);
            string text = string.Join("\n", Chosen(configuration, result.GetValue(group)).Select(one => PlanText.Of(
                one, PlanBuilder.Build(
                    one, Transitions[result.GetValue(transition)!], configuration.Fencing.Reservations is not null),
                system)));
            surroundings.Out.Write(text);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static IEnumerable<GroupConfiguration> Chosen(BeastqConfiguration configuration, string? name)
    {
        if (name is null)
        {
            return configuration.Groups;
        }

        IEnumerable<string> names = configuration.Groups.Select(group => group.Name);
        return configuration.Groups.FirstOrDefault(group => group.Name == name) is { } found
            ? [found]
            : throw new CommandFailure($"there is no group '{Printable.Short(name, 40)}'; the configuration has: "
                + string.Join(", ", names));
    }

    private static void Known(ArgumentResult result)
    {
        string word = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (!Transitions.ContainsKey(word))
        {
            string? meant = Suggestion.For(word, Transitions.Keys);
            result.AddError($"there is no transition '{Printable.Short(word, 40)}'; "
                + (meant is null ? $"allowed: {string.Join(", ", Transitions.Keys)}" : $"did you mean '{meant}'?"));
        }
    }
}
