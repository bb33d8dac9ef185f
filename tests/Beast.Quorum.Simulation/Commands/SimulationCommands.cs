using System.CommandLine;

namespace Beast.Quorum.Simulation.Commands;

/// <summary>The simulator's command line. Exit codes: 0 nothing was broken, 1 something was, 2 wrong usage.</summary>
internal static class SimulationCommands
{
    public static RootCommand Build() => new(
        "Simulates the whole pair: the shipped state machine of two nodes under every fault of the model, from a seed.")
    {
        RunCommand.Build(),
        ReplayCommand.Build(),
        MutateCommand.Build(),
        SpeedCommand.Build(),
    };
}
