using Beast.Quorum.Core.Tests.Scenarios.Commands;

namespace Beast.Quorum.Core.Tests.Scenarios;

/// <summary>Runs the text of a scenario and gives the text back with what it really printed.</summary>
internal sealed class Scenario
{
    private readonly Stage stage = new();
    private readonly Dictionary<string, Action<Arguments>> commands = [];

    public Scenario()
    {
        WorldCommands.AddTo(commands, stage);
        HostCommands.AddTo(commands, stage);
        PoolCommands.AddTo(commands, stage);
        PathCommands.AddTo(commands, stage);
        RegisterCommands.AddTo(commands, stage);
        OrderCommands.AddTo(commands, stage);
        TimeCommands.AddTo(commands, stage);
        QuestionCommands.AddTo(commands, stage);
        commands["repeat"] = Repeat;
    }

    /// <summary>Runs every command.</summary>
    /// <param name="name">The scenario's name, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="ScenarioException">A command is unknown or cannot be carried out.</exception>
    public static string Run(string name, string text)
    {
        Scenario scenario = new();
        List<ScenarioBlock> blocks = ScenarioText.Parse(text);
        List<string> outputs = [];
        foreach (ScenarioBlock block in blocks)
        {
            scenario.stage.Output.Clear();
            foreach ((int line, string command) in block.Commands)
            {
                scenario.RunAt($"Scenarios/{name}.txt:{line}", command);
            }

            outputs.Add(scenario.stage.Output.ToString().TrimEnd());
        }

        return ScenarioText.Write(blocks, outputs);
    }

    private void RunAt(string where, string line)
    {
        try
        {
            Run(line);
        }
        catch (Exception e) when (e is ScenarioException or TimeoutException)
        {
            throw new ScenarioException($"{where}: {line}: {e.Message}");
        }
    }

    private void Run(string line)
    {
        Arguments arguments = new(line);
        if (!commands.TryGetValue(arguments.Command, out Action<Arguments>? command))
        {
            string known = string.Join(", ", commands.Keys.Order(StringComparer.Ordinal));
            throw new ScenarioException($"unknown command '{arguments.Command}'; there are {known}");
        }

        command(arguments);
        if (arguments.Command != "repeat")
        {
            arguments.End();
        }
    }

    /// <summary><c>repeat 3 pause 1 500ms; run 2s</c></summary>
    private void Repeat(Arguments arguments)
    {
        int times = arguments.Number("how often");
        string[] lines = arguments.Line.Split(' ', 3)[^1].Split(';', StringSplitOptions.TrimEntries);
        for (int round = 0; round < times; round++)
        {
            foreach (string line in lines)
            {
                Run(line);
            }
        }
    }
}
