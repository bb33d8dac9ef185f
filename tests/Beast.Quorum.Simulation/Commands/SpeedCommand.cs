using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Beast.Quorum.Core.Time;
using Beast.Quorum.Simulation.Pair;

namespace Beast.Quorum.Simulation.Commands;

/// <summary><c>speed</c>: simulated pair-hours a minute of one core; one quiet group, <c>balanced</c>.</summary>
internal static class SpeedCommand
{
    private const double Hours = 20;

    public static Command Build()
    {
        Command command = new("speed", "Measures simulated pair-hours a core-minute: one group, balanced.");
        command.SetAction(_ =>
        {
            World world = World.BeginServing(new WorldOptions { Timing = TimingPresets.Balanced });
            world.Run(3600);
            using Process self = Process.GetCurrentProcess();
            TimeSpan before = self.TotalProcessorTime;
            world.Run(Hours * 3600);
            self.Refresh();
            double minutes = (self.TotalProcessorTime - before).TotalMinutes;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Hours} simulated hours in {minutes * 60:0.0} s of processor time"));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Hours / minutes:0} simulated hours per core-minute"));
            return 0;
        });
        return command;
    }
}
