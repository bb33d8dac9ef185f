using System.CommandLine;

namespace Beast.Quorum.Daemon.CommandLine;

/// <summary><c>beastq daemon</c>.</summary>
internal static class DaemonCommand
{
    /// <summary>Runs the daemon until it ends and returns the exit code; set by whoever starts the program.</summary>
    internal static Func<DaemonOptions, int>? RunDaemon { get; set; }

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
            return RunDaemon is { } run
                ? run(options)
                : throw new CommandFailure("this program was built without the daemon");
        });
        return command;
    }
}
