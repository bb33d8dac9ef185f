using System.CommandLine;
using Beast.Quorum.Daemon.Hosting;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq daemon</c>.</summary>
internal static class DaemonCommand
{
    /// <summary>Runs the daemon until it ends and returns the exit code; a test puts itself in its place.</summary>
    internal static Func<DaemonOptions, int> RunDaemon { get; set; } = DaemonHost.Run;

    public static Command Build()
    {
        Option<string?> trace = new("--trace")
        {
            Description = "write every event and effect of the machine there, as NDJSON",
            HelpName = "FILE",
        };
        Option<bool> foreground = new("--foreground") { Description = "log to the terminal too" };
        Command command = new("daemon", "Run the daemon.") { trace, foreground };
        command.SetAction(result =>
        {
            Surroundings surroundings = new(result);
            DaemonOptions options = new(
                surroundings.ConfigPath, result.GetValue(trace), result.GetValue(foreground));
            return RunDaemon(options);
        });
        return command;
    }
}
