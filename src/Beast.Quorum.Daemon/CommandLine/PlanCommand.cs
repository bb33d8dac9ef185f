using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Beast.Quorum.Core.Configuration;
using Beast.Quorum.Daemon.Configuration;
using Beast.Quorum.Daemon.Planning;
using Beast.Quorum.Platform.Processes;
using Beast.Quorum.Platform.Sysctls;
using Beast.Quorum.Storage;
using Beast.Quorum.Storage.Plans;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq plan</c>: the very list of commands that would run. Runs none of them.</summary>
internal static class PlanCommand
{
    public static Command Build()
    {
        Argument<string> transition = new("transition")
        {
            Description = string.Join(", ", PlanPart.Names),
            HelpName = "TRANSITION",
        };
        transition.CompletionSources.Add(_ => PlanPart.Names.Select(name => new CompletionItem(name)));
        transition.Validators.Add(Known);
        Argument<string> group = CommonOptions.Group("the group (default: every group)");
        group.Arity = ArgumentArity.ZeroOrOne;
        Option<bool> json = new("--json") { Description = "for programs" };
        Command command = new(
            "plan", "Print what a transition would run, and how long it took so far; runs nothing.")
        {
            transition, group, json,
        };
        command.SetAction(result =>
        {
            Surroundings surroundings = new(result);
            BeastqConfiguration configuration = surroundings.Configuration();
            PlanPart[] parts =
            [
                .. Chosen(configuration, result.GetValue(group)).SelectMany(
                    one => PlanPart.Of(configuration, one, result.GetValue(transition)!)),
            ];
            StorageSystem system = new(configuration, new CommandRunner(), new NativeSysctl(), []);
            StepHistory history = StepHistory.Read(configuration.StateDirectory);
            if (result.GetValue(json))
            {
                surroundings.Out.WriteLine(PlanDocument.Of(configuration.Node, parts, system, history).Json());
            }
            else
            {
                surroundings.Out.Write(string.Join("\n", parts.Select(
                    part => Text(part, configuration.Node, system, history))));
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static string Text(PlanPart part, int node, StorageSystem system, StepHistory history) =>
        (part.Node == node ? "" : $"on node {part.Node}, as this node is configured: ")
        + PlanText.Of(part.Group, part.Plan, system, step => history.Expected(step.ToString()));

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
        if (!PlanPart.Names.Contains(word))
        {
            string? meant = Suggestion.For(word, PlanPart.Names);
            result.AddError($"there is no transition '{Printable.Short(word, 40)}'; "
                + (meant is null ? $"allowed: {string.Join(", ", PlanPart.Names)}" : $"did you mean '{meant}'?"));
        }
    }
}
