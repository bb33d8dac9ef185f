using Beast.Quorum.Core.Machine;
using Beast.Quorum.Core.Records;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Core.Tests.Scenarios.Commands;

/// <summary>Letting time pass: <c>run 10s</c>, <c>until serves 1 within 20s</c>.</summary>
internal static class TimeCommands
{
    private const double Patience = 30;

    public static void AddTo(Dictionary<string, Action<Arguments>> commands, Stage stage)
    {
        commands["run"] = arguments => stage.World.Run(arguments.Time("how long").TotalSeconds);
        commands["until"] = arguments => Until(stage, arguments);
    }

    private static void Until(Stage stage, Arguments arguments)
    {
        World world = stage.World;
        string what = arguments.OneOf("serves", "settled", "phase", "off", "exits", "speaks", "decides", "answers");
        int node = arguments.Node();
        Func<bool> enough = what switch
        {
            "serves" => () => world.ServesAll(node),
            "settled" => () => world.IsSettled(node),
            "phase" => InPhase(world, node, arguments.Word("a phase")),
            "off" => () => !world.Hosts[node].On,
            "exits" => () => world.Hosts[node].Daemon is not { Alive: true },
            "speaks" => () => world.Hosts[node].Daemon is { Alive: true }
                && world.Checker.Shown(node, 0).Role != GroupRole.Unknown,
            "decides" => Decides(world, node, arguments.Word("a decision")),
            _ => Answers(world, node),
        };
        double limit = arguments.Has("within") ? arguments.Time("how long").TotalSeconds : Patience;
        arguments.End();
        world.Await(enough, limit, arguments.Line);
    }

    private static Func<bool> InPhase(World world, int node, string word)
    {
        GroupPhase phase = Enum.TryParse(word.Replace("-", "", StringComparison.Ordinal), true, out GroupPhase found)
            ? found
            : throw new ScenarioException($"there is no phase '{word}'");
        return () => world.Phase(node) == phase;
    }

    /// <summary>Decisions that come after the command.</summary>
    private static Func<bool> Decides(World world, int node, string word)
    {
        int before = world.Decisions.Count();
        string name = word.Replace("-", " ", StringComparison.Ordinal);
        if (!typeof(Decision).GetNestedTypes().Any(type => Rounding.Words(type.Name) == name))
        {
            throw new ScenarioException($"there is no decision '{word}'");
        }

        return () => world.Decisions.Skip(before)
            .Any(decided => decided.Node == node && Rounding.Words(decided.What.GetType().Name) == name);
    }

    private static Func<bool> Answers(World world, int node)
    {
        int before = world.Answers.Count;
        return () => world.Answers.Skip(before).Any(answer => answer.Node == node);
    }
}
